import type { ActionsBlock, Button, ContextBlock, KnownBlock, SectionBlock, StaticSelect } from '@slack/types';
import type { Message } from '../slack/message.types';
import { truncateMrkdwn } from './text';

// Block Kit's own limits: https://docs.slack.dev/reference/block-kit/blocks
const SECTION_TEXT = 3000;
const FIELDS = 10;
const FIELD_TEXT = 2000;
const CONTEXT_ELEMENTS = 10;
const ACTION_ELEMENTS = 25;
const MESSAGE_BLOCKS = 50;
/** Slack refuses a message whose blocks hold about 13,000 characters (`msg_blocks_too_long`); stay clear of it. */
const MESSAGE_CHARACTERS = 12_000;
const MESSAGE_TEXT = 3000;

/** A paragraph of mrkdwn. Whatever AWS or a person wrote in it must have been escaped. */
export function section(text: string, accessory?: Button): SectionBlock {
  return {
    type: 'section',
    text: { type: 'mrkdwn', text: truncateMrkdwn(text, SECTION_TEXT) },
    ...(accessory ? { accessory } : {}),
  };
}

/** Lines as few sections as they fit into. */
export function lines(all: string[]): SectionBlock[] {
  const sections: string[] = [];
  for (const line of all) {
    const last = sections.at(-1);
    if (last !== undefined && last.length + line.length < SECTION_TEXT) sections.splice(-1, 1, `${last}\n${line}`);
    else sections.push(line);
  }
  return sections.map((text) => section(text));
}

/** Short facts in two columns; `message` makes two blocks of more than ten. */
export function fields(facts: string[]): SectionBlock {
  return {
    type: 'section',
    fields: facts.map((fact) => ({ type: 'mrkdwn', text: truncateMrkdwn(fact, FIELD_TEXT) })),
  };
}

/** Small grey print: where a thing came from, when, and how to undo it; `message` makes two blocks of more than ten. */
export function context(...notes: string[]): ContextBlock {
  return {
    type: 'context',
    elements: notes.map((line) => ({ type: 'mrkdwn', text: truncateMrkdwn(line, FIELD_TEXT) })),
  };
}

/**
 * A row of buttons, or a list to pick from; `message` makes two of more than 25. Slack wants an action_id once in a block, so the second and later buttons of one action carry a
 * number behind a colon, which the transport takes off again.
 */
export function actions(...buttons: (Button | StaticSelect)[]): ActionsBlock {
  const seen = new Map<string, number>();
  return {
    type: 'actions',
    elements: buttons.map((button) => {
      const id = button.action_id ?? '';
      const times = (seen.get(id) ?? 0) + 1;
      seen.set(id, times);
      return times === 1 ? button : { ...button, action_id: `${id}:${times}` };
    }),
  };
}

/**
 * A whole message. `text` is what notifications and screen readers get. What would pass Slack's limits for a message is
 * left out from the end, and a last line says how much.
 */
export function message(text: string, ...blocks: KnownBlock[]): Message {
  const kept: KnownBlock[] = [];
  let characters = 0;
  const fitting = blocks.flatMap(asManyAsFit);
  for (const block of fitting) {
    characters += JSON.stringify(block).length;
    if (characters > MESSAGE_CHARACTERS || kept.length === MESSAGE_BLOCKS - 1) break;
    kept.push(block);
  }
  const left = fitting.length - kept.length;
  if (left > 0) kept.push(context(`…and ${left} more that did not fit into one message.`));
  return { text: truncateMrkdwn(text, MESSAGE_TEXT), blocks: kept };
}

/** A block as the several that Slack takes it in: nothing of it is left out. */
function asManyAsFit(block: KnownBlock): KnownBlock[] {
  if (block.type === 'actions')
    return chunks(block.elements, ACTION_ELEMENTS).map((elements) => ({ ...block, elements }));
  if (block.type === 'context')
    return chunks(block.elements, CONTEXT_ELEMENTS).map((elements) => ({ ...block, elements }));
  if (block.type !== 'section' || !block.fields) return [block];
  return chunks(block.fields, FIELDS).map((part) => ({ ...block, fields: part }));
}

function chunks<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}
