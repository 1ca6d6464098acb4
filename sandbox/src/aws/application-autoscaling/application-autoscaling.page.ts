import { AwsFault } from '../wire/fault';

export interface Page<Item> {
  items: Item[];
  /** Undefined on the last page. */
  next: string | undefined;
}

/** The part of a Describe request that asks for a page. */
export interface PageRequest {
  MaxResults?: number | undefined;
  NextToken?: string | undefined;
}

/**
 * One page of a list.
 * @param most what a page holds when nothing is asked for, and at most.
 * @throws AwsFault InvalidNextTokenException for a token that no page gave.
 */
export function pageOf<Item>(items: readonly Item[], { MaxResults, NextToken }: PageRequest, most: number): Page<Item> {
  const from = NextToken === undefined ? 0 : offsetOf(NextToken);
  const end = from + Math.max(1, Math.min(MaxResults ?? most, most));
  return { items: items.slice(from, end), next: end < items.length ? tokenFor(end) : undefined };
}

function offsetOf(token: string): number {
  const [, offset] = /^offset:(\d+)$/.exec(Buffer.from(token, 'base64').toString('utf8')) ?? [];
  if (offset === undefined) throw new AwsFault('InvalidNextTokenException', 'The next token is invalid.');
  return Number(offset);
}

const tokenFor = (offset: number): string => Buffer.from(`offset:${offset}`).toString('base64');
