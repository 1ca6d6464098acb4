import { readAngle } from './angle';
import { unescapeText, type Inline } from './ast';
import { emojiAt } from './emoji';

const STYLES = { '*': 'bold', _: 'italic', '~': 'strike' } as const;
type Marker = keyof typeof STYLES;
const WORD = /[\p{L}\p{N}_]/u;

/** Reads the styled runs of a text; newlines become breaks. Markers that do not pair stay as they were typed. */
export function readInline(source: string): Inline[] {
  const found: Inline[] = [];
  let plain = '';
  const push = (node: Inline): void => {
    if (plain !== '') found.push({ type: 'text', text: unescapeText(plain) });
    plain = '';
    found.push(node);
  };
  for (let at = 0; at < source.length;) {
    const next = readAt(source, at);
    if (next === null) {
      plain += source[at];
      at += 1;
    } else {
      push(next.node);
      at = next.end;
    }
  }
  if (plain !== '') found.push({ type: 'text', text: unescapeText(plain) });
  return found;
}

/** Reads a `plain_text` object: no styles and no links, only newlines and, where wanted, emoji. */
export function readPlain(text: string, emoji: boolean): Inline[] {
  const found: Inline[] = [];
  let plain = '';
  for (let at = 0; at < text.length;) {
    const next = text[at] === '\n' ? lineBreak(at) : emoji ? emojiNode(text, at) : null;
    if (next === null) {
      plain += text[at];
      at += 1;
      continue;
    }
    if (plain !== '') found.push({ type: 'text', text: unescapeText(plain) });
    plain = '';
    found.push(next.node);
    at = next.end;
  }
  if (plain !== '') found.push({ type: 'text', text: unescapeText(plain) });
  return found;
}

interface Read {
  node: Inline;
  end: number;
}

function readAt(source: string, at: number): Read | null {
  const char = source[at] ?? '';
  if (char === '\n') return lineBreak(at);
  if (char === '<') return readBracket(source, at);
  if (char === '`') return readCode(source, at);
  if (char in STYLES) return readStyled(source, at, char as Marker);
  return emojiNode(source, at);
}

function lineBreak(at: number): Read {
  return { node: { type: 'break' }, end: at + 1 };
}

function emojiNode(source: string, at: number): Read | null {
  const emoji = emojiAt(source, at);
  return emoji === null ? null : { node: { type: 'emoji', name: emoji.name }, end: emoji.end };
}

function readBracket(source: string, at: number): Read | null {
  const close = source.indexOf('>', at);
  if (close === -1) return null;
  const node = readAngle(source.slice(at + 1, close));
  return node === null ? null : { node, end: close + 1 };
}

function readCode(source: string, at: number): Read | null {
  const close = endOfCode(source, at);
  if (close === -1) return null;
  return { node: { type: 'code', text: literal(source.slice(at + 1, close)) }, end: close + 1 };
}

function endOfCode(source: string, at: number): number {
  const close = source.indexOf('`', at + 1);
  return close === -1 || close === at + 1 || source.slice(at, close).includes('\n') ? -1 : close;
}

function readStyled(source: string, at: number, marker: Marker): Read | null {
  const close = closingMarker(source, at, marker);
  if (close === -1) return null;
  const children = readInline(source.slice(at + 1, close));
  return { node: { type: STYLES[marker], children }, end: close + 1 };
}

// A marker opens after a non-word and before a non-space, closes after a non-space and before a non-word, on one line.
function closingMarker(source: string, open: number, marker: Marker): number {
  const first = source[open + 1] ?? ' ';
  if (isWord(source[open - 1]) || /\s/.test(first) || first === marker) return -1;
  for (let at = open + 1; at < source.length; at += 1) {
    const char = source[at] ?? '';
    if (char === '\n') return -1;
    if (char === '`') at = Math.max(at, endOfCode(source, at));
    else if (char === '<') at = Math.max(at, source.indexOf('>', at));
    else if (char === marker && !/\s/.test(source[at - 1] ?? '') && !isWord(source[at + 1])) return at;
  }
  return -1;
}

function isWord(char: string | undefined): boolean {
  return char !== undefined && WORD.test(char);
}

/** Text inside code: links and mentions are shown as what they say, everything else as it stands. */
export function literal(source: string): string {
  const shown = source.replace(/<([^<>|\n]+)(?:\|([^<>\n]*))?>/g, (whole, head: string, label?: string) =>
    /^(?:https?:|mailto:|[@#!])/.test(head) ? (label ?? head) : whole,
  );
  return unescapeText(shown);
}
