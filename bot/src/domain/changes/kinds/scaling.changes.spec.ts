import { Logger } from '@nestjs/common';
import { UserError } from '../../../kernel/user-error';
import { ANN, ChangeWorld, REF } from '../spec/change-world';

beforeAll(() => Logger.overrideLogger(false));

const origin = { channel: 'C0OPS' };
const set = (world: ChangeWorld, desired: number) =>
  world.changes.ask('desired', { ref: REF, wish: { desired }, actor: ANN, origin });
const keep = (world: ChangeWorld, min: number, max: number) =>
  world.changes.ask('range', { ref: REF, wish: { range: { min, max } }, actor: ANN, origin });

describe('a number of tasks', () => {
  it.each([
    [0, 'ask'],
    [1, 'ask'],
    [2, 'same'],
    [3, 'done'],
    [10, 'done'],
  ])('%i of a range of 2-10 is judged %s', async (desired, kind) => {
    expect(await set(new ChangeWorld(), desired)).toMatchObject({ kind });
  });

  it.each([
    [2, 20, 'done'],
    [2, 21, 'ask'],
    [10, 40, 'done'],
    [10, 41, 'ask'],
    [0, 20, 'done'],
    [0, 21, 'ask'],
    [40, 1, 'done'],
  ])('from %i to %i without a range is judged %s', async (desired, to, kind) => {
    const world = new ChangeWorld({ counts: { desired, running: desired, pending: 0 } });
    world.aas.range = undefined;
    world.aas.tracked = [];
    expect(await set(world, to)).toMatchObject({ kind });
  });

  it.each([-1, 1.5, 10_001, Number.NaN])('%p is none', async (desired) => {
    const world = new ChangeWorld();
    await expect(set(world, desired)).rejects.toThrow(
      'is no number of tasks that I set. Name a whole one from 0 to 10000.',
    );
    expect(world.ecs.looks).toEqual([]);
  });

  it('says before and after, how long it holds, and which range would keep it', async () => {
    const answer = await set(new ChangeWorld(), 4);
    expect(answer).toMatchObject({
      change: {
        result: {
          ref: REF,
          before: 2,
          after: 4,
          range: { min: 2, max: 10 },
          outlook: { kind: 'within-a-minute' },
          ranges: [{ min: 4, max: 10 }],
        },
      },
    });
  });

  it('is set where automatic scaling may not be read, and that is said with it', async () => {
    const world = new ChangeWorld();
    world.aas.denied = new Error('application-autoscaling:DescribeScalableTargets is missing');
    expect(await set(world, 4)).toMatchObject({
      change: { result: { outlook: { kind: 'unknown', why: expect.stringContaining('is missing') }, ranges: [] } },
    });
  });

  it('below the minimum is agreed to anew where the range is another one, and can be set where it cannot be read', async () => {
    const world = new ChangeWorld();
    const agreeing = (agreed: object) =>
      world.changes.ask('desired', { ref: REF, wish: { desired: 1 }, actor: ANN, origin, agreed: agreed as never });
    const { basis } = await world.changes.propose('desired', REF, { desired: 1 });
    world.aas.range = { min: 1, max: 10 };
    await expect(agreeing(basis)).rejects.toThrow('It was set to 2 and kept to 2-10 then and is set to 2 now.');
    const inside = await world.changes.propose('desired', REF, { desired: 1 });
    world.aas.range = { min: 2, max: 10 };
    await expect(agreeing(inside.basis)).rejects.toThrow('It was set to 2 then and is set to 2 and kept to 2-10 now.');
    world.aas.denied = new Error('application-autoscaling:DescribeScalableTargets is missing');
    await expect(agreeing(basis)).rejects.toThrow('and is set to 2, and its range cannot be read now.');
    expect(world.aas.calls).toEqual([]);
    expect(await agreeing(inside.basis)).toMatchObject({ kind: 'done' });
  });

  it('is not set where the range is changed at the very moment so that it would be left', async () => {
    const world = new ChangeWorld({ counts: { desired: 4, running: 4, pending: 0 } });
    const take = world.locks.take.bind(world.locks);
    jest.spyOn(world.locks, 'take').mockImplementation((...asked) => {
      world.aas.range = { min: 4, max: 10 };
      return take(...asked);
    });
    await expect(set(world, 3)).rejects.toThrow('It was set to 4 then and is set to 4 and kept to 4-10 now.');
    expect(world.aas.calls).toEqual([]);
  });

  it('of a daemon cannot be set, and nobody is asked about it', async () => {
    const world = new ChangeWorld({ scheduling: 'DAEMON' });
    const words =
      'Nothing was changed: primes-api runs one task on each instance (daemon): there is no number to set. It has more or fewer tasks when its cluster has more or fewer instances.';
    for (const asked of [set(world, 7), set(world, 0), keep(world, 1, 3)]) await expect(asked).rejects.toThrow(words);
    expect(world.aas.calls).toEqual([]);
  });
});

describe('a range', () => {
  it.each([
    [2, 10, 'same'],
    [4, 10, 'done'],
    [2, 2, 'done'],
    [0, 1, 'ask'],
    [2, 40, 'done'],
    [2, 9999, 'ask'],
  ])('of %i-%i from 2-10 is judged %s', async (min, max, kind) => {
    expect(await keep(new ChangeWorld(), min, max)).toMatchObject({ kind });
  });

  it('that starts many times as many tasks at once is asked about', async () => {
    const world = new ChangeWorld();
    world.aas.range = { min: 2, max: 100 };
    expect(await keep(world, 20, 100)).toMatchObject({ kind: 'done' });
    expect(await keep(world, 21, 100)).toMatchObject({ kind: 'ask' });
  });

  it.each([
    [4, 10, 4],
    [1, 10, 2],
    [2, 2, 2],
  ])('of %i-%i leaves %i tasks', async (min, max, desiredAfter) => {
    const answer = await keep(new ChangeWorld(), min, max);
    expect(answer).toMatchObject({
      change: { result: { before: { min: 2, max: 10 }, after: { min, max }, desiredBefore: 2, desiredAfter } },
    });
  });

  it('is refused from another one, as it is from none', async () => {
    const world = new ChangeWorld();
    const asked = { ref: REF, wish: { range: { min: 4, max: 10 } }, actor: ANN, origin };
    const agreed = { key: '3-10', words: 'kept to 3-10' };
    await expect(world.changes.ask('range', { ...asked, agreed })).rejects.toThrow(
      'It was kept to 3-10 then and is kept to 2-10 now.',
    );
    world.aas.range = undefined;
    await expect(keep(world, 4, 10)).rejects.toThrow('primes-api has no automatic scaling.');
    expect(world.aas.calls).toEqual([]);
  });

  it('that disappears just before is none either', async () => {
    const world = new ChangeWorld();
    const take = world.locks.take.bind(world.locks);
    jest.spyOn(world.locks, 'take').mockImplementation((...asked) => {
      world.aas.range = undefined;
      return take(...asked);
    });
    await expect(keep(world, 4, 10)).rejects.toThrow('primes-api has no automatic scaling.');
  });

  it.each([
    [4, 2],
    [-1, 2],
    [0, 10_001],
  ])('%i-%i is none', async (min, max) => {
    await expect(keep(new ChangeWorld(), min, max)).rejects.toThrow(`${min}-${max} is no range that I set.`);
  });

  it('that cannot be read cannot be set', async () => {
    const world = new ChangeWorld();
    world.aas.denied = new UserError({ what: 'AWS does not let me.' });
    await expect(keep(world, 4, 10)).rejects.toThrow(
      'Nothing was changed: I cannot read the range of primes-api. AWS does not let me.',
    );
  });
});
