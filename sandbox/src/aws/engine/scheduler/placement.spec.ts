import { nextMove, type Placed } from './placement';

interface Actor extends Placed {
  healthy: boolean;
  pending: boolean;
}

const actor = (more: Partial<Actor> = {}): Actor => ({
  healthy: true,
  pending: false,
  zone: 'a',
  createdAt: 0,
  ...more,
});

/** Plays a roll-out to its end, in steps in which started tasks become healthy and stopped ones go. */
function rollOut(
  desired: number,
  minimum: number,
  maximum: number,
): { fewest: number; most: number; done: boolean; cornered: boolean } {
  let old = Array.from({ length: desired }, () => actor());
  let current: Actor[] = [];
  let leaving = 0;
  const seen = { fewest: desired, most: desired, done: false, cornered: false };
  for (let step = 0; step < 50 && !seen.done && !seen.cornered; step++) {
    const move = nextMove({ desired, minimum, maximum, current, old, leaving, mayStart: true });
    const stopped = new Set(move.stop);
    const started = Array.from({ length: move.start }, () => actor({ healthy: false, pending: true }));
    old = old.filter((task) => !stopped.has(task));
    current = [...current.filter((task) => !stopped.has(task)), ...started];
    leaving = stopped.size;
    seen.fewest = Math.min(seen.fewest, [...old, ...current].filter(({ healthy }) => healthy).length);
    seen.most = Math.max(seen.most, old.length + current.length + leaving);
    seen.cornered = move.cornered;
    seen.done = old.length === 0 && current.length === desired;
    if (leaving > 0) {
      const meanwhile = nextMove({ desired, minimum, maximum, current, old, leaving, mayStart: true });
      seen.most = Math.max(seen.most, old.length + current.length + leaving + meanwhile.start);
      leaving = 0;
    }
    for (const task of current) Object.assign(task, { healthy: true, pending: false });
  }
  return seen;
}

describe('nextMove', () => {
  const cases = [1, 2, 3, 4, 5, 6, 9].flatMap((desired) =>
    [0, 30, 50, 100].flatMap((minimum) => [100, 125, 150, 200].map((maximum) => [desired, minimum, maximum] as const)),
  );

  it.each(cases)(
    '%i tasks at %i/%i percent: stays within the bounds and gets through, or says that it cannot',
    (desired, min, max) => {
      const minimum = Math.ceil((desired * min) / 100);
      const maximum = Math.floor((desired * max) / 100);
      const { fewest, most, done, cornered } = rollOut(desired, minimum, maximum);
      expect(fewest).toBeGreaterThanOrEqual(minimum);
      expect(most).toBeLessThanOrEqual(maximum);
      expect({ done, cornered }).toEqual(
        minimum < maximum ? { done: true, cornered: false } : { done: false, cornered: true },
      );
    },
  );

  it('gives up no old task while new ones can start without it', () => {
    const old = [actor(), actor()];
    const move = nextMove({ desired: 2, minimum: 0, maximum: 4, current: [], old, leaving: 0, mayStart: true });
    expect(move).toEqual({ start: 2, stop: [], spared: [], cornered: false });
  });

  it('scales in from the fuller zone, the newest first, and what does not run yet before anything else', () => {
    const pending = actor({ healthy: false, pending: true, zone: 'b', createdAt: 1 });
    const oldest = actor({ zone: 'a', createdAt: 1 });
    const newest = actor({ zone: 'a', createdAt: 9 });
    const other = actor({ zone: 'b', createdAt: 10 });
    const current = [oldest, newest, pending, other, actor({ zone: 'a', createdAt: 5 })];
    const move = nextMove({ desired: 3, minimum: 3, maximum: 6, current, old: [], leaving: 0, mayStart: true });
    expect(move.stop).toEqual([pending, newest]);
  });

  it('leaves the old tasks alone while the new deployment may not start any', () => {
    const old = [actor(), actor({ healthy: false })];
    const move = nextMove({ desired: 2, minimum: 2, maximum: 4, current: [], old, leaving: 0, mayStart: false });
    expect(move).toEqual({ start: 0, stop: [], spared: [], cornered: false });
  });
});
