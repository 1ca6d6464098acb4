import { Logger } from '@nestjs/common';
import { UserError } from '../../kernel/user-error';
import { ANN, asked, BEN, CAT, REF } from '../changes/spec/change-world';
import { jobsWorld, MIGRATE } from './spec/jobs-world';

beforeAll(() => Logger.overrideLogger(false));

const TELLING = { channel: 'C0OPS', asked: 'Asked by ann' };

describe('a job', () => {
  it('is run once somebody has seen what it is: of which image, in which container', async () => {
    const { tasks, ask, run } = jobsWorld();
    expect(asked(await ask()).summary).toEqual({ from: 'job migrate', to: 'node migrate.js in primes-api of 1.0.0' });
    expect(tasks.calls).toEqual([]);
    expect(await run()).toMatchObject({ job: 'migrate', revision: 'primes-api:1', actor: CAT });
    expect(tasks.calls).toEqual(['run migrate (node migrate.js) of primes-api:1 by U0CAT']);
  });

  it('takes a right of its own, which operators do not have', async () => {
    const { tasks, ask } = jobsWorld();
    await expect(ask(ANN)).rejects.toThrow('That takes the right to run it.');
    await expect(ask(BEN)).rejects.toThrow('You may not change primes/primes-api');
    expect(tasks.calls).toEqual([]);
  });

  it.each([
    [[], 'No job is configured for it: RUN_JOBS names none.'],
    [[{ ...MIGRATE, name: 'seed' }], 'It has seed.'],
    [[{ ...MIGRATE, container: 'other' }], 'It has no container other.'],
  ])('is refused where there is no such one: %j', async (jobs, why) => {
    await expect(jobsWorld(jobs).ask()).rejects.toMatchObject({ why });
  });

  it('is never run twice at once, and may be again once it is over', async () => {
    const { record, tasks, run, ask } = jobsWorld();
    const first = await run();
    await expect(ask()).rejects.toThrow('migrate of primes/primes-api runs already.');
    await record.close(first);
    await run();
    expect(tasks.calls).toHaveLength(2);
  });

  it('is not run twice by two who press at the same time', async () => {
    const { world, tasks, ask, origin } = jobsWorld();
    const { basis, wish } = asked(await ask());
    const press = () => world.changes.ask('run', { ref: REF, wish, actor: CAT, origin, agreed: basis });
    const pressed = await Promise.allSettled([press(), press()]);
    expect(pressed.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(tasks.calls).toHaveLength(1);
  });

  it('is refused where the service is set to something else by then', async () => {
    const { world, tasks, ask, origin } = jobsWorld();
    const { basis, wish } = asked(await ask());
    await world.become({ revision: 'primes-api:9' });
    const pressed = world.changes.ask('run', { ref: REF, wish, actor: CAT, origin, agreed: basis });
    await expect(pressed).rejects.toThrow('has changed since this was planned');
    expect(tasks.calls).toEqual([]);
  });

  it('that AWS refuses leaves nothing behind, and whose answer is lost is the one that runs', async () => {
    const { record, tasks, run } = jobsWorld();
    const error = new UserError({ what: 'AWS refused that.' });
    tasks.fate = { kind: 'refused', error };
    await expect(run()).rejects.toThrow('AWS refused that.');
    expect(record.runs.size).toBe(0);
    tasks.fate = { kind: 'lost', error };
    const { task } = await run();
    expect(task).toBe([...tasks.tasks.values()][0]?.id);
  });

  it('that was left in the middle is found by what it was started as, and is not run again', async () => {
    const { service, tasks, record, run } = jobsWorld();
    const { telling: _telling, task, ...plan } = await run();
    record.runs.clear();
    expect(await service.recover(plan, CAT, 1)).toMatchObject({ id: plan.id, task });
    tasks.tasks.clear();
    expect(await service.recover(plan, CAT, 1)).toBeUndefined();
    expect(record.runs.size).toBe(0);
    expect(tasks.calls).toHaveLength(1);
  });

  it('is ended by a button, and who ended it is kept', async () => {
    const { world, tasks, record, run, origin } = jobsWorld();
    const { id } = await run();
    const wish = { run: id };
    const { basis } = asked(await world.changes.ask('end-run', { ref: REF, wish, actor: CAT, origin }));
    await world.changes.ask('end-run', { ref: REF, wish, actor: CAT, origin, agreed: basis });
    expect(tasks.calls.at(-1)).toBe('stop migrate 11 by U0CAT');
    expect(record.runs.get(id)?.cancelledBy).toEqual(CAT);
    record.runs.clear();
    const again = world.changes.ask('end-run', { ref: REF, wish, actor: CAT, origin, agreed: basis });
    await expect(again).rejects.toThrow('is over');
  });
});

describe('a job that runs', () => {
  it('is followed to its exit code, with its log below it', async () => {
    const { clock, tasks, told, written, record, run, join } = jobsWorld();
    const started = await run();
    await join().follower.begin(started, TELLING);
    written.lines = [{ at: clock.now() + 1, text: 'begun' }];
    await clock.advance(2000);
    written.lines.push({ at: clock.now() + 1, text: 'half' });
    await clock.advance(8000);
    written.lines.push({ at: clock.now() + 1, text: 'password=hunter2hunter2' });
    tasks.end(started, { at: clock.now(), exitCode: 3 });
    await clock.advance(10_000);
    expect(told.told.filter((one) => one.startsWith('log'))).toEqual([
      'log 0: begun',
      'log 1: half',
      expect.not.stringContaining('hunter2'),
    ]);
    expect(told.told.slice(-2)).toEqual(['over 3', 'ended 3']);
    expect(record.closed.get(started.id)?.end).toMatchObject({ exitCode: 3 });
  });

  it('is followed on by another bot, which tells nothing twice', async () => {
    const { clock, tasks, told, written, run, join } = jobsWorld();
    const started = await run();
    const bot = join();
    await bot.follower.begin(started, TELLING);
    written.lines = [{ at: clock.now() + 1, text: 'begun' }];
    await clock.advance(2000);
    bot.follower.beforeApplicationShutdown();
    bot.leases.lose();
    const other = join();
    void other.follower.resume();
    tasks.end(started, { at: clock.now(), exitCode: 0 });
    await clock.advance(10_000);
    expect(told.told.filter((one) => one.startsWith('log'))).toEqual(['log 0: begun']);
    expect(told.told.filter((one) => one.startsWith('ended'))).toEqual(['ended 0']);
    other.follower.beforeApplicationShutdown();
  });

  it('that ECS has forgotten is over, with no exit code', async () => {
    const { clock, tasks, told, run, join } = jobsWorld();
    const started = await run();
    tasks.tasks.clear();
    await join().follower.begin(started, TELLING);
    await clock.advance(5000);
    expect(told.told).toEqual(['over undefined', 'ended undefined']);
  });
});
