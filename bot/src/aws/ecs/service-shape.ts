/** Milliseconds since the epoch; 0 where AWS says no time. */
export const msOf = (date: Date | undefined): number => date?.getTime() ?? 0;

/** Wanted, running and pending tasks. */
export const countsOf = (counted: { desiredCount?: number; runningCount?: number; pendingCount?: number }) => ({
  desired: counted.desiredCount ?? 0,
  running: counted.runningCount ?? 0,
  pending: counted.pendingCount ?? 0,
});
