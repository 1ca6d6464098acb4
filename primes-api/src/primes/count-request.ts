import { ALGORITHMS, LARGEST, type Algorithm, type CountJob } from './count-job';

/** A request that cannot be answered; its message is the sentence that the client reads. */
export class BadCountRequest extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BadCountRequest';
  }
}

/**
 * Makes a job of what stands in the address.
 * @throws BadCountRequest when `n` is not an integer from 0 to 10^9, or the algorithm is none we know.
 */
export function parseCountRequest(n: string, algorithm: unknown): CountJob {
  return { n: parseNumber(n), algorithm: parseAlgorithm(algorithm) };
}

function parseNumber(text: string): number {
  const n = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (n <= LARGEST) return n;
  throw new BadCountRequest(
    `"${shortened(text)}" is not an integer from 0 to ${LARGEST}. Ask for GET /primes/100000, for example.`,
  );
}

function parseAlgorithm(text: unknown): Algorithm {
  if (text === undefined) return 'sieve';
  const known = ALGORITHMS.find((name) => name === text);
  if (known) return known;
  const given = typeof text === 'string' ? `"${shortened(text)}"` : 'more than one value';
  throw new BadCountRequest(
    `The algorithm is ${given}, which is none of ${ALGORITHMS.join(', ')}. Leave it out to get the fast one.`,
  );
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
