import { Cancelled } from '../compute/checkpoint';
import { countBySieve } from './sieve';
import { countByTrialDivision } from './trial-division';

const goOn = (): void => {};

/** What the method of the schoolbook says, from nothing that the sieve or the trial division use. */
function primeCounts(to: number): number[] {
  let count = 0;
  return Array.from({ length: to + 1 }, (_, n) => {
    const composite =
      n < 2 || Array.from({ length: Math.floor(n / 2) }, (__, i) => i + 2).some((d) => d < n && n % d === 0);
    return composite ? count : (count += 1);
  });
}

describe.each([
  ['sieve', countBySieve],
  ['trial division', countByTrialDivision],
])('counting by %s', (_name, count) => {
  it('counts every number up to 1000 as the schoolbook does', () => {
    const expected = primeCounts(1000);
    expect(expected.map((_, n) => count(n, goOn))).toEqual(expected);
  });

  it('counts the given number itself when it is prime', () => {
    expect([count(99_990, goOn), count(99_991, goOn), count(100_000, goOn)]).toEqual([9591, 9592, 9592]);
  });

  it('stops when its checkpoint says so', () => {
    let checkpoints = 0;
    const stop = () => {
      checkpoints += 1;
      if (checkpoints === 3) throw new Cancelled();
    };
    expect(() => count(1_000_000, stop)).toThrow(Cancelled);
    expect(checkpoints).toBe(3);
  });
});

describe('the sieve', () => {
  // Computed with primesieve 11: primesieve 1 <n>.
  it.each([
    [3_932_159, 278_737],
    [3_932_160, 278_737],
    [3_932_190, 278_739],
    [7_864_351, 531_253],
    [99_999_989, 5_761_455],
  ])('is right at and beyond the edges of its segments: %i has %i', (n, expected) => {
    expect(countBySieve(n, goOn)).toBe(expected);
  });
});
