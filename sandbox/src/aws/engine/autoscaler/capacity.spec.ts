import { neededCapacity, scaleOutTo } from './capacity';

describe('capacity', () => {
  it.each([
    [2, 100, 60, 4],
    [4, 82, 60, 6],
    [6, 54.67, 60, 6],
    [6, 2, 60, 1],
    [3, 20.000000000000004, 20, 3],
    [2, 0, 60, 0],
  ])('%d tasks at %d %% for a target of %d %% come to %d', (tasks, metric, target, needed) => {
    expect(neededCapacity(tasks, metric, target)).toBe(needed);
  });

  const request = { needed: 4, tasks: 2, desired: 2, credit: 0, maximum: 10 };

  it('goes to what is needed, at most to the maximum, and never down', () => {
    expect(scaleOutTo(request)).toBe(4);
    expect(scaleOutTo({ ...request, maximum: 3 })).toBe(3);
    expect(scaleOutTo({ ...request, desired: 4 })).toBeUndefined();
    expect(scaleOutTo({ ...request, desired: 5 })).toBeUndefined();
  });

  it('lets only a larger scale-out go on during a cooldown, by what it is larger', () => {
    const duringCooldown = { ...request, desired: 4, credit: 2 };
    expect(scaleOutTo(duringCooldown)).toBeUndefined();
    expect(scaleOutTo({ ...duringCooldown, needed: 5 })).toBe(5);
    expect(scaleOutTo({ ...duringCooldown, tasks: 4, needed: 6 })).toBeUndefined();
    expect(scaleOutTo({ ...duringCooldown, tasks: 4, needed: 8 })).toBe(6);
  });
});
