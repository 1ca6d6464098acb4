import { constants } from 'node:os';

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/**
 * Ends the process with 0 once `drain` is through after the first SIGTERM or SIGINT, and at once after a second one,
 * with 128 and the signal's number as a shell would say it.
 */
export function endOnSignals(drain: () => Promise<void>): void {
  let ending = false;
  const end = (signal: (typeof SIGNALS)[number]): void => {
    if (ending) process.exit(128 + constants.signals[signal]);
    ending = true;
    drain().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`Could not end in order after ${signal}: ${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  for (const signal of SIGNALS) process.on(signal, end);
}
