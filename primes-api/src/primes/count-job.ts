/** How primes can be counted: fast, or by burning CPU on purpose. */
export const ALGORITHMS = ['sieve', 'trial'] as const;
export type Algorithm = (typeof ALGORITHMS)[number];

/** The largest number that is answered. */
export const LARGEST = 1_000_000_000;

/** Count the primes up to and including `n`, which is an integer from 0 to {@link LARGEST}. */
export interface CountJob {
  n: number;
  algorithm: Algorithm;
}
