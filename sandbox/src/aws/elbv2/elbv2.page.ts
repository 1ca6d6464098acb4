import { validationError } from './elbv2.faults';

/**
 * Cuts a page out of `items`.
 * @param pageSize 1 to 400; without it everything is one page.
 * @throws AwsFault ValidationError for a marker that was not given out here.
 */
export function pageOf<Item>(
  items: readonly Item[],
  marker: string | undefined,
  pageSize = 400,
): { items: Item[]; NextMarker?: string } {
  const start = marker === undefined ? 0 : Number(Buffer.from(marker, 'base64').toString('latin1'));
  if (!Number.isInteger(start)) throw validationError(`The marker '${marker}' is not valid`);
  const end = start + pageSize;
  return {
    items: items.slice(start, end),
    ...(end < items.length ? { NextMarker: Buffer.from(String(end)).toString('base64') } : {}),
  };
}
