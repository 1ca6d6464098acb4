import { isObject, objectsIn, stringIn, type JsonObject } from '../json';
import type { Channels } from '../workspace/channels';
import { decoded, wordsOf } from './mrkdwn';
import { richTextWords } from './rich-text-words';

/** Everything readable in these blocks, a line for each block and field: labels of buttons as [Label]. */
export function blockWords(blocks: unknown, channels: Channels): string {
  return objectsIn(blocks)
    .flatMap((block) => linesOf(block, channels))
    .filter((line) => line !== '')
    .join('\n');
}

function linesOf(block: JsonObject, channels: Channels): string[] {
  const text = (member: string): string => textWords(block[member], channels);
  const elements = objectsIn(block['elements']);
  switch (block['type']) {
    case 'section':
      return [
        text('text'),
        ...objectsIn(block['fields']).map((field) => textWords(field, channels)),
        element(block['accessory']),
      ];
    case 'context':
      return [elements.map((each) => (each['type'] === 'image' ? element(each) : textWords(each, channels))).join(' ')];
    case 'actions':
    case 'context_actions':
      return [elements.map(element).join(' ')];
    case 'image':
    case 'video':
      return [text('title'), stringIn(block['alt_text'])];
    case 'input':
      return [text('label'), element(block['element']), text('hint')];
    case 'markdown':
      return [stringIn(block['text'])];
    case 'rich_text':
      return [richTextWords(block, channels)];
    case 'table':
    case 'data_table':
      return [
        stringIn(block['caption']),
        ...rowsOf(block).map((row) => row.map((cell) => cellWords(cell, channels)).join(' | ')),
      ];
    case 'carousel':
      return elements.flatMap((card) => linesOf(card, channels));
    default:
      return otherLines(block, channels);
  }
}

/** Headers, alerts, cards, containers, plans: whatever of these members they have, in reading order. */
function otherLines(block: JsonObject, channels: Channels): string[] {
  const texts = ['title', 'subtitle', 'text', 'body', 'details', 'output'].map((member) =>
    textWords(block[member], channels),
  );
  const nested = [...objectsIn(block['tasks']), ...objectsIn(block['child_blocks'])];
  return [
    ...texts,
    objectsIn(block['actions']).map(element).join(' '),
    ...nested.flatMap((child) => linesOf(child, channels)),
  ];
}

const rowsOf = (block: JsonObject): JsonObject[][] =>
  Array.isArray(block['rows']) ? block['rows'].map((row: unknown) => objectsIn(row)) : [];

const cellWords = (cell: JsonObject, channels: Channels): string =>
  cell['type'] === 'rich_text' ? richTextWords(cell, channels) : stringIn(cell['text']);

/** A text object, a rich text, or a bare string. */
function textWords(value: unknown, channels: Channels): string {
  if (typeof value === 'string') return value;
  if (!isObject(value)) return '';
  if (value['type'] === 'rich_text') return richTextWords(value, channels);
  const text = stringIn(value['text']);
  return value['type'] === 'mrkdwn' ? wordsOf(text, channels) : decoded(text);
}

function element(value: unknown): string {
  if (!isObject(value)) return '';
  if (value['type'] === 'image') return stringIn(value['alt_text']);
  const labels = [value['text'], value['placeholder']].filter(isObject).map((text) => decoded(stringIn(text['text'])));
  const listed = ['overflow', 'checkboxes', 'radio_buttons'].includes(stringIn(value['type']))
    ? objectsIn(value['options'])
    : [];
  const chosen = isObject(value['initial_option']) ? [value['initial_option']] : [];
  const options = [...listed, ...chosen].map((option) =>
    isObject(option['text']) ? decoded(stringIn(option['text']['text'])) : '',
  );
  return [...labels, ...options].map((label) => `[${label}]`).join(' ');
}
