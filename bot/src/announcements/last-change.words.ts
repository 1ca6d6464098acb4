import { summaryWords } from '../chat/asked/change.view';
import type { Button } from '../chat/words/buttons';
import { canBeMade, changeButton } from '../chat/words/change-button';
import { byWords } from '../chat/words/origin';
import { duration, escapeMrkdwn } from '../chat/words/text';
import type { RecentChange } from '../domain/changes/change.types';
import { isOutsider } from '../domain/access/access.types';

/**
 * `Last change through me 16 s before: 1.1.0 → leaky, by ann.` Empty where there was none. In mrkdwn.
 * @param at when that happened which it came before, milliseconds since the epoch
 */
export function lastChangeWords(change: RecentChange | undefined, at: number): string[] {
  if (change === undefined) return [];
  const what = escapeMrkdwn(`${summaryWords(change.summary)}, ${byWords(change.actor)}`);
  const through = isOutsider(change.actor) ? '' : ' through me';
  return [`Last change${through} ${duration(at - change.at)} before: ${what}.`];
}

/** The button that takes it back: asked about first where it has to be, refused where the service is another one by then. */
export function backButtons(change: RecentChange | undefined): Button[] {
  const back = change?.back;
  return back && canBeMade(back.change) ? [changeButton(`Back to ${back.to}`, back.change, { isUnseen: true })] : [];
}
