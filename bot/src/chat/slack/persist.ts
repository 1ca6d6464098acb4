import type { Clock } from '../../kernel/clock';
import { askedToWait, isPassing } from './slack-errors';

/** When something is not to be said any more. */
export interface Leaving {
  signal: AbortSignal | undefined;
  /** Also true before anybody could be told: a process that stood still finds out by asking. */
  isOver: (() => boolean) | undefined;
}

/** Waits between attempts, in milliseconds: an outage of about a minute and a half is sat out. */
const WAITS = [250, 500, 1000, 2000, 4000, 8000, 15_000, 30_000, 30_000];

/**
 * Repeats a call to Slack until it is answered: a 429 after exactly the time it asks for, an unreachable or failing Slack
 * after growing waits. Throws what Slack refuses for good (`channel_not_found`, `invalid_blocks`, …) at once, and the
 * last failure when the waits are used up.
 * @param options.attempts how often it is tried at the most
 * @param options.signal it is not tried any more once this is aborted
 * @param options.isOver asked just before each attempt: it is not tried any more once this is so
 */
export async function persist<T>(
  clock: Clock,
  call: (attempt: number) => Promise<T>,
  { attempts = WAITS.length + 1, signal, isOver }: { attempts?: number } & Partial<Leaving> = {},
): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    if (signal?.aborted || isOver?.()) throw new Error('It is not to be said any more.');
    try {
      return await call(attempt);
    } catch (error) {
      const wait = WAITS[attempt];
      if (wait === undefined || attempt + 1 >= attempts || !isPassing(error)) throw error;
      await clock.sleep(askedToWait(error) ?? wait, signal);
    }
  }
}
