import { Logger } from '@nestjs/common';
import { RecycleService } from '../../tasks/recycle.service';
import { TaskGoneError } from '../../tasks/tasks.errors';
import { ecsTask } from '../../tasks/spec/ecs-tasks.fake';
import type { Origin } from '../change.types';
import { ANN, asked, ChangeWorld, REF } from '../spec/change-world';
import { RecycleChange } from './recycle.change';

beforeAll(() => Logger.overrideLogger(false));

const TASK = 'a'.repeat(32);
const wish = { task: TASK };
const origin: Origin = { channel: 'C0OPS', said: '/ecs recycle aaaaaaaa' };

function worldOf() {
  const world = new ChangeWorld();
  world.tasks.tasks.push(ecsTask({ id: TASK }));
  return world;
}

const ask = (world: ChangeWorld) => world.changes.ask('recycle', { ref: REF, wish, actor: ANN, origin });

describe('a recycled task', () => {
  it('is planned from the task alone: what else happens to the service meanwhile is no matter', async () => {
    const world = worldOf();
    const { basis: agreed, wish: pinned } = asked(await ask(world));
    await world.become({ revision: 'primes-api:9', counts: { desired: 5, running: 5, pending: 0 } });
    await world.changes.askAs('recycle', { ref: REF, wish: pinned, actor: ANN, origin, agreed });
    expect(world.stops.calls).toHaveLength(1);
  });

  it('means nothing where no such task runs, or where it is not a task', async () => {
    const world = worldOf();
    const other = { task: 'f'.repeat(32) };
    await expect(world.changes.ask('recycle', { ref: REF, wish: other, actor: ANN, origin })).rejects.toThrow(
      TaskGoneError,
    );
    expect(await world.changes.askAs('recycle', { ref: REF, wish: { task: 'x' }, actor: ANN, origin })).toBeUndefined();
  });

  it('is refused where the task has stopped between the plan and the lock', async () => {
    const world = worldOf();
    const kind = new RecycleChange(new RecycleService(world.tasks, world.look, world.stops));
    const plan = await kind.plan(REF, wish);
    expect(await kind.basisNow(plan)).toEqual(kind.basis(plan));
    world.tasks.tasks = [ecsTask({ id: TASK, stopping: true })];
    await expect(kind.basisNow(plan)).rejects.toThrow(TaskGoneError);
  });

  it.each<[string, (world: ChangeWorld) => void, object]>([
    [
      'told as made where the task was stopped in that name',
      () => undefined,
      { changes: [{ kind: 'recycle' }], undone: [] },
    ],
    [
      'told as not made where the task runs on',
      (world) => void (world.tasks.tasks = [ecsTask({ id: TASK })]),
      { changes: [], undone: [{ made: 'no' }] },
    ],
    [
      'not decided where somebody else stopped it',
      (world) => void (world.tasks.tasks = [ecsTask({ id: TASK, stopping: true, stoppedReason: 'by hand' })]),
      { changes: [], undone: [{ made: 'unknown' }] },
    ],
  ])('in the middle of which the bot ended is %s', async (_what, happens, told) => {
    const world = worldOf();
    await world.clock.advance(60_000);
    world.record.endsAt = 'done';
    const { basis: agreed } = asked(await ask(world));
    void world.changes.askAs('recycle', { ref: REF, wish, actor: ANN, origin, agreed });
    await world.clock.advance(1000);
    happens(world);
    world.record.endsAt = undefined;
    world.leases.lose();
    world.record.leave();
    await world.clock.advance(10_000);
    await world.resumption.resume();
    expect(world.announcements).toMatchObject(told);
  });
});
