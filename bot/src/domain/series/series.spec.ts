import { Logger } from '@nestjs/common';
import { answers } from '../../chat/spec/passing';
import { digest, REF, REPOSITORY } from '../changes/spec/change-world';
import { SeriesWorld, WEB, WORKER } from './spec/series-world';

beforeAll(() => Logger.overrideLogger(false));

const UPDATES = /^update/;
const updates = ({ world }: SeriesWorld): number => world.operate.calls.filter((call) => UPDATES.test(call)).length;

describe('several services', () => {
  it('are deployed to one after the other: nothing is begun before what comes before it is done', async () => {
    const several = new SeriesWorld();
    several.following.ends(REF, 'IN_PROGRESS', 'SUCCESSFUL');
    await several.begin();
    await answers(60);
    expect(several.states()).toEqual(['primes-api done', 'web under-way', 'worker waiting']);
    expect(updates(several)).toBe(2);
    expect(several.told.ended).toEqual([]);
  });

  it('are told as done once all of them are, and each deployment is left once it has settled', async () => {
    const several = new SeriesWorld();
    for (const ref of [REF, WEB, WORKER]) several.following.ends(ref, 'SUCCESSFUL');
    await several.begin();
    await answers(60);
    expect(several.states()).toEqual(['primes-api done', 'web done', 'worker done']);
    expect(several.told.ended.map(({ state }) => state)).toEqual(['done']);
    expect(several.following.settled).toEqual(several.following.left);
    expect(several.following.left).toEqual(['primes/primes-api', 'primes/web', 'primes/worker']);
    expect(await several.record.open()).toEqual([]);
  });

  it.each(['ROLLBACK_SUCCESSFUL', 'FAILED', 'STOPPED', 'REPLACED'] as const)(
    'stop at the first whose deployment is %s: those behind it are not touched',
    async (status) => {
      const several = new SeriesWorld();
      several.following.ends(REF, 'SUCCESSFUL');
      several.following.ends(WEB, status);
      await several.begin();
      await answers(60);
      expect(several.states()).toEqual(['primes-api done', 'web failed', 'worker left']);
      expect(updates(several)).toBe(2);
      expect(several.told.ended.map(({ state }) => state)).toEqual(['stopped']);
    },
  );

  it('stop where one that was done goes wrong before the next one is begun', async () => {
    const several = new SeriesWorld();
    several.following.scripts.set('primes/primes-api', [
      { status: 'SUCCESSFUL' },
      { status: 'SUCCESSFUL', relapse: { since: 5, died: 2, unhealthy: 0 } as never },
    ]);
    several.following.ends(WEB, 'SUCCESSFUL');
    await several.begin();
    await answers(60);
    expect(several.states()).toEqual(['primes-api failed', 'web left', 'worker left']);
    expect(several.told.rises).toEqual(['rise-relapsed-0']);
  });

  it('skip what is set to it already', async () => {
    const several = new SeriesWorld();
    const next = { image: `${REPOSITORY}:1.1.0`, tag: '1.1.0', digest: digest('b'), name: 'primes-api', main: true };
    several.world.add(WEB, { containers: [next] });
    for (const ref of [REF, WORKER]) several.following.ends(ref, 'SUCCESSFUL');
    await several.begin();
    await answers(60);
    expect(several.states()).toEqual(['primes-api done', 'web same', 'worker done']);
    expect(updates(several)).toBe(2);
  });

  it('are not begun where all are set to it already', async () => {
    const several = new SeriesWorld();
    expect(await several.begin([REF, WEB], '1.0.0')).toMatchObject({ series: { state: 'done' } });
    expect(several.record.all.size).toBe(0);
  });

  it.each([['is under way', { rollout: 'in-progress' as const }, 'A deployment of it is under way, to 1.0.0.']])(
    'none is touched where one of them %s',
    async (_what, change, why) => {
      const several = new SeriesWorld();
      const { deployments } = await several.world.ecs.look(WEB);
      several.world.add(WEB, { deployments: deployments.map((one) => ({ ...one, ...change })) });
      await expect(several.begin()).rejects.toMatchObject({
        what: 'Nothing was changed: primes/web cannot be deployed to as one of several.',
        why,
      });
      expect(several.world.operate.calls).toEqual([]);
      expect(several.record.all.size).toBe(0);
    },
  );

  it('none is touched where one cannot work, or has no such image, or is named twice', async () => {
    const several = new SeriesWorld();
    several.world.add(WORKER, { room: { minimumHealthyPercent: 100, maximumPercent: 100 } });
    await expect(several.begin()).rejects.toThrow('primes/worker cannot be deployed to as one of several');
    await expect(several.begin([REF, WEB], '9.9.9')).rejects.toThrow('has no image 9.9.9');
    await expect(several.begin([REF, WEB, REF])).rejects.toThrow('primes/primes-api is named twice');
    expect(several.world.operate.calls).toEqual([]);
  });

  it('nothing is begun that could not be written down', async () => {
    const several = new SeriesWorld();
    several.record.broken = new Error('The disk is full');
    await expect(several.begin()).rejects.toThrow('The disk is full');
    expect(several.world.operate.calls).toEqual([]);
  });

  it('stop at one that was changed by somebody else meanwhile, and say so', async () => {
    const several = new SeriesWorld();
    several.following.ends(REF, 'SUCCESSFUL');
    several.world.operate.meanwhile = async () => several.world.add(WEB, { revision: 'primes-api:9' });
    await several.begin();
    await answers(60);
    expect(several.states()).toEqual(['primes-api done', 'web failed', 'worker left']);
    const [series] = several.record.all.values();
    expect(series?.members[1]?.why).toContain('has changed since this was planned');
    expect(updates(several)).toBe(1);
  });

  it('deploy the image that the tag was when they were asked for', async () => {
    const several = new SeriesWorld();
    several.following.ends(REF, 'SUCCESSFUL');
    several.world.operate.meanwhile = async () => several.world.registry.move('1.1.0', digest('c'));
    await several.begin();
    await answers(60);
    expect(several.states()).toEqual(['primes-api done', 'web failed', 'worker left']);
  });
});

describe('a bot that ends in the middle', () => {
  it('is followed by another one, which goes on where it was and deploys nothing twice', async () => {
    const several = new SeriesWorld();
    await several.begin();
    await answers(60);
    expect(several.states()).toEqual(['primes-api under-way', 'web waiting', 'worker waiting']);
    const other = several.join();
    several.bot.leases.lose();
    for (const ref of [REF, WEB, WORKER]) several.following.ends(ref, 'SUCCESSFUL');
    const [series] = several.record.all.values();
    await other.runner.goOn(series!);
    expect(several.states()).toEqual(['primes-api done', 'web done', 'worker done']);
    expect(updates(several)).toBe(3);
    expect(several.told.ended).toHaveLength(1);
  });

  it('takes up a deployment that was started and not written down in the series', async () => {
    const several = new SeriesWorld();
    await several.begin();
    await answers(60);
    const [series] = several.record.all.values();
    const [first, ...others] = series!.members;
    const { deployment, ...unwritten } = first!;
    several.record.all.set(series!.id, { ...series!, members: [unwritten, ...others] });
    const other = several.join();
    several.bot.leases.lose();
    for (const ref of [REF, WEB, WORKER]) several.following.ends(ref, 'SUCCESSFUL');
    await other.runner.goOn(series!);
    expect(updates(several)).toBe(3);
    const [after] = several.record.all.values();
    expect(after?.members[0]?.deployment?.id).toBe(deployment?.id);
  });

  it('takes for done what was written down as done of the deployment alone', async () => {
    const several = new SeriesWorld();
    await several.begin();
    await answers(60);
    const [series] = several.record.all.values();
    const { deployment } = series!.members[0]!;
    several.following.kept = [{ deployment: { ...deployment!, doneAt: 5000 } }];
    several.bot.leases.lose();
    for (const ref of [WEB, WORKER]) several.following.ends(ref, 'SUCCESSFUL');
    several.following.scripts.set('primes/primes-api', []);
    await several.join().runner.goOn(series!);
    expect(several.states()).toEqual(['primes-api done', 'web done', 'worker done']);
    expect(several.following.settled).toEqual(['primes/web', 'primes/worker']);
  });

  it('leaves alone what another bot goes on with', async () => {
    const several = new SeriesWorld();
    await several.begin();
    await answers(60);
    const [series] = several.record.all.values();
    await several.join().runner.goOn(series!);
    expect(updates(several)).toBe(1);
  });
});
