import { messageProblems } from '../block-kit/validate';
import { objectsIn, isObject, type JsonObject } from '../json';
import { SlackError } from '../slack-error';
import type { Arguments } from './arguments';

/** What a message says; undefined where the caller left it out. */
export interface Content {
  text?: string;
  blocks?: JsonObject[];
  attachments?: JsonObject[];
}

/** Beyond this a new message is cut off (https://docs.slack.dev/changelog/2018-truncating-really-long-messages). */
export const LONGEST_POST = 40_000;
/** Beyond this an edit is refused: the contract of chat.update. */
export const LONGEST_EDIT = 4_000;
/** Of all texts in a message's blocks together. */
export const LONGEST_BLOCKS = 13_200;

/**
 * The content of a message, checked as the posting methods check it.
 * @param tooLong what happens to a text over the limit: a new message is cut, an edit or a private message refused.
 * @throws SlackError `no_text`, `msg_too_long`, `msg_blocks_too_long`, `invalid_blocks`, `invalid_blocks_format`,
 *   `too_many_attachments`, `invalid_attachments`, `markdown_text_conflict`.
 */
export function contentOf(args: Arguments, tooLong: { limit: number; cut: boolean }): Content {
  const content: Content = {
    ...(args.has('text') && { text: args.text('text') }),
    ...(args.has('blocks') && { blocks: blocksOf(args.json('blocks')) }),
    ...(args.has('attachments') && { attachments: attachmentsOf(args.json('attachments')) }),
  };
  if (args.has('markdown_text')) return fromMarkdown(args, content);
  const isEmpty = !content.text && !content.blocks?.length && !content.attachments?.length;
  if (isEmpty) throw new SlackError('no_text');
  if (content.text && content.text.length > tooLong.limit) {
    if (!tooLong.cut) throw new SlackError('msg_too_long');
    content.text = content.text.slice(0, tooLong.limit);
  }
  return content;
}

function fromMarkdown(args: Arguments, content: Content): Content {
  if (content.text || content.blocks) throw new SlackError('markdown_text_conflict');
  const text = args.text('markdown_text');
  return { text, blocks: blocksOf([{ type: 'markdown', text }]), attachments: content.attachments };
}

function blocksOf(value: unknown): JsonObject[] {
  if (!Array.isArray(value) || !value.every(isObject)) throw new SlackError('invalid_blocks_format');
  const problems = messageProblems(value).map(({ message, pointer }) => `${message} [json-pointer:/blocks${pointer}]`);
  if (problems.length > 0) throw SlackError.withMessages('invalid_blocks', problems, { errors: problems });
  if (lengthOfTexts(value) > LONGEST_BLOCKS) throw new SlackError('msg_blocks_too_long');
  return value;
}

function attachmentsOf(value: unknown): JsonObject[] {
  const attachments = objectsIn(value);
  if (attachments.length > 100) throw new SlackError('too_many_attachments');
  for (const attachment of attachments) {
    if (attachment['blocks'] !== undefined && messageProblems(attachment['blocks']).length > 0) {
      throw new SlackError('invalid_attachments');
    }
  }
  return attachments;
}

/** The characters of everything called `text` in the blocks. */
function lengthOfTexts(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + lengthOfTexts(item), 0);
  if (!isObject(value)) return 0;
  const own = typeof value['text'] === 'string' ? value['text'].length : 0;
  return Object.values(value).reduce<number>((sum, item) => sum + lengthOfTexts(item), own);
}

/**
 * The metadata of a message, or null for "none" (an empty object); undefined when it was left out.
 * @throws SlackError `invalid_metadata_format`, `metadata_too_large` (https://docs.slack.dev/messaging/message-metadata).
 */
export function metadataOf(args: Arguments): JsonObject | null | undefined {
  if (!args.has('metadata') || args.text('metadata') === '') return args.has('metadata') ? null : undefined;
  const metadata = args.json('metadata');
  if (!isObject(metadata)) throw new SlackError('invalid_metadata_format');
  if (Object.keys(metadata).length === 0) return null;
  const { event_type: type, event_payload: payload } = metadata;
  if (typeof type !== 'string' || !isObject(payload)) throw new SlackError('invalid_metadata_format');
  if (JSON.stringify(payload).length > 16_000) throw new SlackError('metadata_too_large');
  return { event_type: type, event_payload: payload };
}
