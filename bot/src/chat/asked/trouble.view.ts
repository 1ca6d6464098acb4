import type { UserError } from '../../kernel/user-error';
import { actions, message, section } from '../words/blocks';
import { stepButtons } from '../words/next-steps';
import { escapeMrkdwn } from '../words/text';
import type { Message } from '../slack/message.types';

const MOST_BUTTONS = 5;
/** A person may be named in an error; every other control sequence in its words is somebody else's text. */
const ESCAPED_PERSON = /&lt;@([UW][A-Z0-9]+)&gt;/g;

/** An error that a person can do something about: what happened, why, what to do, and the next steps as buttons. */
export function userTrouble({ what, why, next, steps }: UserError): Message {
  const [first = '', ...rest] = [what, why, next].filter((part) => part !== undefined).map(sentence);
  // Code within bold is drawn as neither by some readers.
  const lines = [first.includes('`') ? first : `*${first}*`, ...rest].join('\n');
  const buttons = stepButtons(steps).slice(0, MOST_BUTTONS);
  return message([first, ...rest].join(' '), section(lines), ...(buttons.length ? [actions(...buttons)] : []));
}

/** A fault of the bot's own: nothing but an id, under which its log has the rest. */
export function ownTrouble(incident: string): Message {
  const text = `Something went wrong that I do not understand. It is in my log as \`${incident}\`: tell whoever runs me.`;
  return message(text, section(`*Something went wrong.*\nIt is in my log as \`${incident}\`: tell whoever runs me.`));
}

function sentence(part: string): string {
  return escapeMrkdwn(part).replaceAll(ESCAPED_PERSON, '<@$1>');
}
