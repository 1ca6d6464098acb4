import { isObject, type JsonObject } from '../json';
import type { Message } from './message';
import { PEOPLE, peopleOf, USER_GROUPS } from './world';

/**
 * Whom a message pings: people and user groups by id, and everybody through `<!channel>`, `<!here>` and `<!everyone>`
 * (https://docs.slack.dev/messaging/formatting-message-text#special-mentions), in its text as in its blocks.
 */
export function mentionsIn(message: Pick<Message, 'text' | 'blocks' | 'attachments'>): Set<string> {
  const mentioned = new Set<string>();
  for (const text of [message.text, ...markupIn(message.blocks), ...markupIn(message.attachments)]) {
    for (const [, kind, id] of text.matchAll(/<(@|!subteam\^|!)([A-Za-z0-9]+)(?:\|[^>]*)?>/g)) {
      if (kind === '@') mentioned.add(id ?? '');
      else for (const person of peopleBehind(kind ?? '', id ?? '')) mentioned.add(person);
    }
  }
  return mentioned;
}

function peopleBehind(kind: string, id: string): string[] {
  if (kind === '!') return ['channel', 'here', 'everyone'].includes(id) ? PEOPLE.map((person) => person.id) : [];
  const group = USER_GROUPS.find((candidate) => candidate.id === id);
  return group ? peopleOf(group) : [];
}

/** Every text in which Slack looks for markup: mrkdwn objects, and the mentions of rich text in the same notation. */
function markupIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(markupIn);
  if (!isObject(value)) return [];
  if (value['type'] === 'plain_text') return [];
  return [...ownMarkup(value), ...Object.values(value).flatMap(markupIn)];
}

function ownMarkup(value: JsonObject): string[] {
  if (value['type'] === 'user') return [`<@${String(value['user_id'])}>`];
  if (value['type'] === 'usergroup') return [`<!subteam^${String(value['usergroup_id'])}>`];
  if (value['type'] === 'broadcast') return [`<!${String(value['range'])}>`];
  const isMarkup = value['type'] !== 'text' && value['type'] !== 'link';
  return isMarkup && typeof value['text'] === 'string' ? [value['text']] : [];
}
