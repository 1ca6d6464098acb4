import type { Checkpoint } from '../compute/checkpoint';

/** About two microseconds of work: a cancelled count stops within a fraction of a millisecond. */
const DIVISIONS_BETWEEN_CHECKPOINTS = 1024;

/**
 * Counts the primes up to and including `n` by dividing every odd number by every odd divisor up to its square root.
 * It exists to burn CPU honestly: the time it takes grows with about n^1.5.
 * @param n an integer from 0 to 2^31 - 1, above which the remainder would leave 32-bit integers.
 * @throws whatever `checkpoint` throws.
 */
export function countByTrialDivision(n: number, checkpoint: Checkpoint): number {
  if (n < 2) return 0;
  let count = 1;
  let divisionsLeft = DIVISIONS_BETWEEN_CHECKPOINTS;
  for (let candidate = 3; candidate <= n; candidate += 2) {
    let divisor = 3;
    while (divisor * divisor <= candidate && candidate % divisor !== 0) divisor += 2;
    if (divisor * divisor > candidate) count += 1;
    divisionsLeft -= divisor >> 1;
    if (divisionsLeft <= 0) {
      checkpoint();
      divisionsLeft = DIVISIONS_BETWEEN_CHECKPOINTS;
    }
  }
  return count;
}
