import { invalidParameter } from './ecs.faults';

/** One page of a list, as ECS's `nextToken` operations give it. */
export interface Page<Item> {
  items: Item[];
  nextToken?: string;
}

export interface PageRequest {
  nextToken?: string;
  maxResults?: number;
}

/**
 * @param fallback how many a page holds where the caller names no `maxResults`.
 * @throws AwsFault InvalidParameterException for a token that this list did not give out, or a size outside 1 to 100.
 */
export function pageOf<Item>(all: readonly Item[], { nextToken, maxResults }: PageRequest, fallback = 100): Page<Item> {
  if (maxResults !== undefined && maxResults > 100) throw invalidParameter('Max results can not be greater than 100');
  if (maxResults !== undefined && maxResults < 1) throw invalidParameter('Max results can not be less than 1');
  const from = nextToken === undefined ? 0 : offsetOf(nextToken);
  const to = from + (maxResults ?? fallback);
  return {
    items: all.slice(from, to),
    ...(to < all.length && { nextToken: Buffer.from(`ecs:${to}`).toString('base64url') }),
  };
}

function offsetOf(token: string): number {
  const offset = /^ecs:(\d+)$/.exec(Buffer.from(token, 'base64url').toString())?.[1];
  if (offset === undefined) throw invalidParameter('Invalid token.');
  return Number(offset);
}
