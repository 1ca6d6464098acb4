import type { ManualClock } from '../../kernel/spec/manual-clock';

const STEP_MS = 250;

/** Lets the real web client finish what it does between two moments of the manual clock. */
export async function answers(turns = 20): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** Moves time on by `ms` milliseconds, in steps, with every call to Slack answered in between. */
export async function pass(clock: ManualClock, ms: number, step = STEP_MS): Promise<void> {
  await answers();
  for (let left = ms; left > 0; left -= step) {
    await clock.advance(Math.min(step, left));
    await answers();
  }
}
