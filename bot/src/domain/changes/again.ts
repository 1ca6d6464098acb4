const WAITS = [1000, 5000, 15_000, 60_000];

/** How long is waited before AWS or the record is asked again, milliseconds: longer each time, and for ever. */
export function waitAfter(failures: number): number {
  return WAITS[Math.min(failures, WAITS.length - 1)] ?? 0;
}
