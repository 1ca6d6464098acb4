import { constraint, invalidInput } from './servicediscovery.faults';

/** A page of what a list operation answers. */
export interface Page<Item> {
  items: Item[];
  NextToken?: string;
}

/**
 * Cuts a page out of `items`.
 * @param maxResults 1 to 100, default 100.
 * @throws AwsFault InvalidInput for a token that was not given out here, or a page size out of range.
 */
export function pageOf<Item>(items: readonly Item[], token: string | undefined, maxResults = 100): Page<Item> {
  if (maxResults < 1) throw constraint('maxResults', maxResults, 'Member must have value greater than or equal to 1');
  if (maxResults > 100) throw constraint('maxResults', maxResults, 'Member must have value less than or equal to 100');
  const start = token === undefined ? 0 : Number(Buffer.from(token, 'base64').toString('latin1'));
  if (!Number.isInteger(start) || start < 0) throw invalidInput('The specified NextToken is invalid.');
  const end = start + maxResults;
  return {
    items: items.slice(start, end),
    ...(end < items.length && { NextToken: Buffer.from(String(end)).toString('base64') }),
  };
}
