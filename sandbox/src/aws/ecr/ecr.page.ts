import { invalidParameter } from './ecr.faults';

/** A page of what a list operation answers. */
export interface Page<Item> {
  items: Item[];
  nextToken?: string;
}

/**
 * Cuts a page out of `items`.
 * @param maxResults 1 to 1000, default 100.
 * @throws AwsFault InvalidParameterException for a token that was not given out here, or a page size out of range.
 */
export function pageOf<Item>(items: readonly Item[], nextToken?: string, maxResults = 100): Page<Item> {
  if (maxResults < 1) throw invalidParameter('maxResults', 'Member must have value greater than or equal to 1');
  if (maxResults > 1000) throw invalidParameter('maxResults', 'Member must have value less than or equal to 1000');
  const start = nextToken === undefined ? 0 : Number(Buffer.from(nextToken, 'base64').toString('latin1'));
  if (!Number.isInteger(start) || start < 0) throw invalidParameter('nextToken', 'Invalid nextToken provided');
  const end = start + maxResults;
  return {
    items: items.slice(start, end),
    ...(end < items.length ? { nextToken: Buffer.from(String(end)).toString('base64') } : {}),
  };
}
