import { summaryWords } from '../chat/asked/change.view';
import { duration, escapeMrkdwn } from '../chat/words/text';
import type { RecentChange } from '../domain/changes/change.types';
import { nameOfActor } from '../domain/changes/changes.errors';

/**
 * `Last change through me 16 s before: 1.1.0 → leaky, by ann.` Empty where there was none. In mrkdwn.
 * @param at when that happened which it came before, milliseconds since the epoch
 */
export function lastChangeWords(change: RecentChange | undefined, at: number): string[] {
  if (change === undefined) return [];
  const what = escapeMrkdwn(`${summaryWords(change.summary)}, by ${nameOfActor(change.actor)}`);
  return [`Last change through me ${duration(at - change.at)} before: ${what}.`];
}
