import type { Checkpoint } from '../compute/checkpoint';
import { countMarked, firstWithResidue, NUMBERS_PER_BYTE, placeOf, WHEEL } from './wheel';

/** Fits the second-level cache of the machines this runs on; a multiple of 4 for the word-wise count. */
const SEGMENT_BYTES = 128 * 1024;
const PRIMES_BETWEEN_CHECKPOINTS = 32;

/** Primes that the wheel or the patterns below strike out together with their multiples. */
const COUNTED_APART = [2, 3, 5, 7, 11, 13, 17, 19, 23];
const PATTERN_PRIMES = [
  [7, 11, 13],
  [17, 19, 23],
];

/**
 * Counts the primes up to and including `n` with a segmented sieve of Eratosthenes on the wheel of 30: one byte for 30
 * numbers, the multiples of 7 to 23 struck out by repeating patterns, those of larger primes one wheel residue at a time.
 * @param n an integer from 0 to 2^31 - 1.
 * @throws whatever `checkpoint` throws.
 */
export function countBySieve(n: number, checkpoint: Checkpoint): number {
  let count = COUNTED_APART.filter((prime) => prime <= n).length;
  const totalBytes = Math.floor(n / NUMBERS_PER_BYTE) + 1;
  const segment = new Uint8Array(Math.min(SEGMENT_BYTES, (totalBytes + 3) & ~3));
  const patterns = PATTERN_PRIMES.map(patternOf);
  const strikes = strikesOf(primesBetween(29, Math.floor(Math.sqrt(n))));
  for (let base = 0; base < totalBytes; base += segment.length) {
    checkpoint();
    fillWithPatterns(segment, base, patterns);
    if (base === 0) strikeOutOne(segment);
    strikeOut(segment, base, strikes, checkpoint);
    clearAbove(segment, base, n);
    count += countMarked(segment);
  }
  return count;
}

/** For each prime eight series of multiples, one for each wheel residue of the cofactor: each stays on one bit. */
interface Strikes {
  primes: Int32Array;
  /** The next byte that each series strikes, counted from the very first byte. */
  next: Int32Array;
  keepOthers: Uint8Array;
}

function strikesOf(primes: number[]): Strikes {
  const next = new Int32Array(primes.length * WHEEL.length);
  const keepOthers = new Uint8Array(next.length);
  primes.forEach((prime, index) => {
    WHEEL.forEach((residue, series) => {
      const place = placeOf(prime * firstWithResidue(prime, residue));
      next[index * WHEEL.length + series] = place.byte;
      keepOthers[index * WHEEL.length + series] = place.keepOthers;
    });
  });
  return { primes: Int32Array.from(primes), next, keepOthers };
}

function strikeOut(segment: Uint8Array, base: number, strikes: Strikes, checkpoint: Checkpoint): void {
  const { primes, next, keepOthers } = strikes;
  const firstNumberAfter = (base + segment.length) * NUMBERS_PER_BYTE;
  for (let index = 0; index < primes.length; index++) {
    const prime = primes[index] as number;
    if (prime * prime >= firstNumberAfter) return;
    for (let series = index * 8; series < index * 8 + 8; series++) {
      next[series] = base + strikeSeries(segment, (next[series] as number) - base, prime, keepOthers[series] as number);
    }
    if (index % PRIMES_BETWEEN_CHECKPOINTS === 0) checkpoint();
  }
}

/** Strikes every `step`th byte's bit from `at`; answers where the series goes on, relative to the segment's start. */
function strikeSeries(segment: Uint8Array, at: number, step: number, keepOthers: number): number {
  const length = segment.length;
  const last = length - 3 * step;
  while (at < last) {
    segment[at]! &= keepOthers;
    segment[at + step]! &= keepOthers;
    segment[at + 2 * step]! &= keepOthers;
    segment[at + 3 * step]! &= keepOthers;
    at += 4 * step;
  }
  for (; at < length; at += step) segment[at]! &= keepOthers;
  return at;
}

/** A pattern of several primes repeats after as many bytes as their product. It strikes out the primes themselves too. */
function patternOf(primes: number[]): Uint8Array {
  const pattern = new Uint8Array(primes.reduce((product, prime) => product * prime)).fill(0xff);
  for (const prime of primes) {
    for (const residue of WHEEL) {
      const { byte, keepOthers } = placeOf(prime * residue);
      strikeSeries(pattern, byte, prime, keepOthers);
    }
  }
  return pattern;
}

function fillWithPatterns(segment: Uint8Array, base: number, patterns: Uint8Array[]): void {
  const [first, ...others] = patterns as [Uint8Array, ...Uint8Array[]];
  let phase = base % first.length;
  for (let at = 0; at < segment.length; phase = 0) {
    const piece = first.subarray(phase, phase + segment.length - at);
    segment.set(piece, at);
    at += piece.length;
  }
  for (const pattern of others) {
    for (let at = 0, from = base % pattern.length; at < segment.length; from = 0) {
      const end = Math.min(segment.length, at + pattern.length - from);
      for (; at < end; at++, from++) segment[at]! &= pattern[from] as number;
    }
  }
}

function strikeOutOne(segment: Uint8Array): void {
  segment[0]! &= placeOf(1).keepOthers;
}

/** Unmarks what lies above `n`, which only the last segment has. */
function clearAbove(segment: Uint8Array, base: number, n: number): void {
  const lastByte = Math.floor(n / NUMBERS_PER_BYTE) - base;
  if (lastByte >= segment.length) return;
  WHEEL.forEach((residue) => {
    if (residue > n % NUMBERS_PER_BYTE) segment[lastByte]! &= placeOf(residue).keepOthers;
  });
  segment.fill(0, lastByte + 1);
}

/** The primes from `from` up to and including `to`, by a plain sieve: `to` is a square root, so it is small. */
function primesBetween(from: number, to: number): number[] {
  const composite = new Uint8Array(to + 1);
  const primes: number[] = [];
  for (let candidate = 2; candidate <= to; candidate++) {
    if (composite[candidate]) continue;
    if (candidate >= from) primes.push(candidate);
    for (let multiple = candidate * candidate; multiple <= to; multiple += candidate) composite[multiple] = 1;
  }
  return primes;
}
