import type { UserError } from '../../kernel/user-error';
import { message, section } from '../words/blocks';
import { stepBlocks } from '../words/next-steps';
import { escapeMrkdwn, truncate } from '../words/text';
import type { Message } from '../slack/message.types';

/** Longer than the longest name, address or digest that belongs in a sentence. */
const WORD = 300;
const SENTENCE = 1200;

/** An error that a person can do something about: what happened, why, what to do, and the next steps to press or pick. */
export function userTrouble({ what, why, next, people, steps }: UserError): Message {
  const parts = [what, why, next].filter((part) => part !== undefined);
  const [first = '', ...rest] = parts.map((part) => sentence(part, people));
  // Code within bold is drawn as neither by some readers.
  const lines = [first.includes('`') ? first : `*${first}*`, ...rest].join('\n');
  return message([first, ...rest].join(' '), section(lines), ...stepBlocks(steps));
}

/** A fault of the bot's own: nothing but an id, under which its log has the rest. */
export function ownTrouble(incident: string): Message {
  const text = `Something went wrong that I do not understand. It is in my log as \`${incident}\`: tell whoever runs me.`;
  return message(text, section(`*Something went wrong.*\nIt is in my log as \`${incident}\`: tell whoever runs me.`));
}

/** Only those whom the error itself names are named: every other control sequence in its words is somebody else's text. */
function sentence(part: string, people: readonly string[]): string {
  const short = part.replaceAll(/\S+/g, (word) => truncate(word, WORD));
  let escaped = escapeMrkdwn(truncate(short, SENTENCE));
  for (const id of people) escaped = escaped.replaceAll(`&lt;@${id}&gt;`, `<@${id}>`);
  return escaped;
}
