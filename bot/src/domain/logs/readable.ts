import { stripVTControlCharacters } from 'node:util';

/** What has no look of its own, or changes that of its neighbours: control characters but for tab and line break, and marks that turn the direction of writing. */
const UNSEEN = /(?![\t\n])[\p{Cc}\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/gu;

/** A line as it can be shown among others: letters of every script stay, what only steers a terminal goes. */
export function readable(text: string): string {
  return stripVTControlCharacters(text).replaceAll('\r\n', '\n').replaceAll(UNSEEN, '').trimEnd();
}
