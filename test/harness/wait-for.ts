import { setTimeout as pause } from 'node:timers/promises';

/** How long anything may take on a slow machine, unless a test says otherwise. Milliseconds. */
const DEADLINE_MS = 60_000;
const BETWEEN_LOOKS_MS = 100;

/**
 * Looks until `look` answers something, and answers that.
 * @param what what is waited for, for the error's sentence
 * @param look answers undefined (or throws) for as long as it is not so
 * @throws Error once the deadline has passed, with what `look` threw last
 */
export async function waitFor<T>(
  what: string,
  look: () => Promise<T | undefined>,
  deadlineMs = DEADLINE_MS,
): Promise<T> {
  const end = Date.now() + deadlineMs;
  let last: unknown;
  while (Date.now() < end) {
    try {
      const seen = await look();
      if (seen !== undefined) return seen;
    } catch (error) {
      last = error;
    }
    await pause(BETWEEN_LOOKS_MS);
  }
  const because = last instanceof Error ? ` Last: ${last.message}` : '';
  throw new Error(`Waited ${deadlineMs / 1000} s for ${what}, in vain.${because}`);
}
