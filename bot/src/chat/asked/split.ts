import { unescapeMrkdwn } from '../words/text';

const QUOTES: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '“': '”',
  '”': '”',
  '„': '“',
  '‘': '’',
  '’': '’',
};
/** Phones turn `--` into an em or en dash. */
const PHONE_DASH = /^[—–]+/;
/** Before a number it stands for a minus. */
const PHONE_MINUS = /^[—–](?=\d)/;

/**
 * Splits what a person typed behind the slash command into words: quotes (straight and curly) keep words together, a
 * leading em or en dash is the `--` that the phone replaced, and Slack's entities are decoded. Words behind a lone `--`
 * are the person's own and come back as they were typed, the `--` itself included. A quote around nothing is no word.
 */
export function split(text: string): string[] {
  const words: string[] = [];
  for (const { word, quoted } of tokens(text)) {
    if (word === '') continue;
    const own = quoted || words.includes('--');
    words.push(unescapeMrkdwn(own ? word : word.replace(PHONE_MINUS, '-').replace(PHONE_DASH, '--')));
  }
  return words;
}

interface Token {
  word: string;
  /** Began with a quote, so nothing in it is repaired. */
  quoted: boolean;
}

function tokens(text: string): Token[] {
  const found: Token[] = [];
  let current: Token | undefined;
  let closing: string | undefined;
  for (const char of text) {
    if (closing !== undefined) {
      if (char === closing || (closing === '”' && char === '“')) closing = undefined;
      else if (current) current.word += char;
    } else if (/\s/.test(char)) {
      if (current) found.push(current);
      current = undefined;
    } else if (QUOTES[char] !== undefined && (!current || current.word.endsWith('='))) {
      // A quote inside a word is an apostrophe, unless it opens the value of --option="…".
      closing = QUOTES[char];
      current ??= { word: '', quoted: true };
    } else {
      current ??= { word: '', quoted: false };
      current.word += char;
    }
  }
  if (current) found.push(current);
  return found;
}
