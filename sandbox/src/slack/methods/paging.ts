import type { JsonObject } from '../json';
import { SlackError } from '../slack-error';
import type { Arguments } from '../arguments/arguments';

export interface Page<Item> {
  items: Item[];
  hasMore: boolean;
  /** For the answer; the cursor in it is empty on the last page. */
  metadata: { response_metadata: JsonObject };
}

/**
 * One page of a list that is already in its order (https://docs.slack.dev/apis/web-api/pagination).
 * @param keyOf what a cursor remembers of the item that comes first on the next page.
 * @throws SlackError `invalid_limit`, `invalid_cursor`.
 */
export function pageOf<Item>(
  all: readonly Item[],
  args: Arguments,
  sizes: { usual: number; most: number },
  keyOf: (item: Item) => string,
): Page<Item> {
  const limit = args.count('limit', sizes.usual, sizes.most, 'invalid_limit');
  const start = startOf(all, args.text('cursor'), keyOf);
  const next = all[start + limit];
  const cursor = next === undefined ? '' : Buffer.from(`next:${keyOf(next)}`).toString('base64');
  return {
    items: all.slice(start, start + limit),
    hasMore: next !== undefined,
    metadata: { response_metadata: { next_cursor: cursor } },
  };
}

function startOf<Item>(all: readonly Item[], cursor: string, keyOf: (item: Item) => string): number {
  if (cursor === '') return 0;
  const key = /^next:(.+)$/.exec(Buffer.from(cursor, 'base64').toString())?.[1];
  const start = all.findIndex((item) => keyOf(item) === key);
  if (start < 0) throw new SlackError('invalid_cursor');
  return start;
}
