import { constraint, invalidParameter } from './logs.faults';

/** A page of what a describe operation answers. */
export interface Page<Item> {
  items: Item[];
  nextToken?: string;
}

/**
 * Cuts a page out of `items`.
 * @param limit how many; `most` when left out.
 * @throws AwsFault InvalidParameterException for a token that was not given out here, or a limit out of range.
 */
export function pageOf<Item>(items: readonly Item[], token: string | undefined, limit: number | undefined, most = 50) {
  if (limit !== undefined && limit < 1)
    throw constraint('limit', limit, 'Member must have value greater than or equal to 1');
  if (limit !== undefined && limit > most)
    throw constraint('limit', limit, `Member must have value less than or equal to ${most}`);
  const start = token === undefined ? 0 : Number(Buffer.from(token, 'base64').toString('latin1'));
  if (!Number.isInteger(start) || start < 0) throw invalidParameter('The specified nextToken is invalid.');
  const end = start + (limit ?? most);
  const page: Page<Item> = { items: items.slice(start, end) };
  return end < items.length ? { ...page, nextToken: Buffer.from(String(end)).toString('base64') } : page;
}
