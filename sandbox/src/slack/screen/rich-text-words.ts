import { isObject, objectsIn, stringIn, type JsonObject } from '../json';
import type { Channels } from '../workspace/channels';
import { nameOf, USER_GROUPS } from '../workspace/world';

/** The words of a rich_text block (https://docs.slack.dev/reference/block-kit/blocks/rich-text-block). */
export function richTextWords(block: JsonObject, channels: Channels): string {
  return objectsIn(block['elements'])
    .map((part) => {
      const inner = objectsIn(part['elements']);
      if (part['type'] !== 'rich_text_list') return inner.map((piece) => pieceWords(piece, channels)).join('');
      return inner.map((item) => richTextWords({ elements: [item] }, channels)).join('\n');
    })
    .join('\n');
}

function pieceWords(piece: JsonObject, channels: Channels): string {
  const said = (member: string): string => stringIn(piece[member]);
  switch (piece['type']) {
    case 'user':
      return `@${nameOf(said('user_id'))}`;
    case 'usergroup':
      return `@${USER_GROUPS.find(({ id }) => id === said('usergroup_id'))?.handle ?? said('usergroup_id')}`;
    case 'channel':
      return `#${channels.byId(said('channel_id'))?.name ?? said('channel_id')}`;
    case 'broadcast':
      return `@${said('range')}`;
    case 'emoji':
      return `:${said('name')}:`;
    case 'date':
      return said('fallback') || new Date(Number(piece['timestamp']) * 1000).toISOString();
    case 'link':
      return said('text') || said('url');
    default:
      return said('text') || said('value');
  }
}

/** Of legacy attachments: their texts and blocks. */
export function attachmentTexts(attachment: JsonObject): string[] {
  const fields = objectsIn(attachment['fields']).flatMap((field) => [
    stringIn(field['title']),
    stringIn(field['value']),
  ]);
  const texts = ['pretext', 'author_name', 'title', 'text'].map((member) => stringIn(attachment[member]));
  const all = [...texts, ...fields, stringIn(attachment['footer'])].filter((text) => text !== '');
  const isBlockish = isObject(attachment) && attachment['blocks'] !== undefined;
  return all.length > 0 || isBlockish ? all : [stringIn(attachment['fallback'])];
}
