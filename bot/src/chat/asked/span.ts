import { z } from 'zod';
import { parseDuration } from './duration';

const DAY_MS = 24 * 3_600_000;

/**
 * How far back, as people type it: `45s`, `30m`, `2h`, `7d`. In milliseconds.
 * @param longestDays the longest that is of any use
 */
export function span(longestDays: number) {
  return z.string().transform((words, context) => {
    const ms = parseDuration(words);
    if (ms !== undefined && ms > 0 && ms <= longestDays * DAY_MS) return ms;
    context.addIssue(`How far back is one number and its unit, from 1s to ${longestDays}d: like 45s, 30m, 2h or 7d.`);
    return z.NEVER;
  });
}
