import { AwsFault } from '../wire/fault';

export interface Page<Item> {
  items: Item[];
  /** Undefined on the last page. */
  next: string | undefined;
}

/**
 * One page of a list.
 * @param token what an earlier page gave as `next`.
 * @throws AwsFault InvalidNextToken for a token that no page gave.
 */
export function pageOf<Item>(items: readonly Item[], size: number, token: string | undefined): Page<Item> {
  const from = offsetOf(token);
  const end = from + size;
  return { items: items.slice(from, end), next: end < items.length ? tokenFor(end) : undefined };
}

/** @throws AwsFault InvalidNextToken. */
export function offsetOf(token: string | undefined): number {
  if (token === undefined) return 0;
  const [, offset] = /^offset:(\d+)$/.exec(Buffer.from(token, 'base64').toString('utf8')) ?? [];
  if (offset === undefined) throw new AwsFault('InvalidNextToken', 'The value for parameter NextToken is invalid.');
  return Number(offset);
}

export const tokenFor = (offset: number): string => Buffer.from(`offset:${offset}`).toString('base64');
