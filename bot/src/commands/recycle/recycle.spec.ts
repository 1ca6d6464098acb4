import { Logger } from '@nestjs/common';
import { labelsOf, problemsOf } from '../../chat/spec/block-kit.fake';
import { ChangeChat, wordsOf } from '../../chat/spec/change-chat';
import { ANN, BEN, CAT, ChangeWorld } from '../../domain/changes/spec/change-world';
import { NoServiceTaskError, NoTaskError, TaskGoneError } from '../../domain/tasks/tasks.errors';
import { ecsTask } from '../../domain/tasks/spec/ecs-tasks.fake';
import { TasksService } from '../../domain/tasks/tasks.service';
import { RecycleCommand, recycleSpec } from './recycle.command';

beforeAll(() => Logger.overrideLogger(false));

const A = 'a'.repeat(32);
const LABEL = 'Recycle task aaaaaaaa of primes/primes-api';

function room(tasks = [ecsTask({ id: A }), ecsTask({ id: 'b'.repeat(32) })]) {
  const world = new ChangeWorld();
  world.tasks.tasks.push(...tasks);
  const chat = new ChangeChat(world);
  const command = new RecycleCommand(new TasksService(world.look, world.services, world.tasks), chat.desk, world.clock);
  const recycle = { spec: recycleSpec, run: (...asked: Parameters<RecycleCommand['run']>) => command.run(...asked) };
  return { world, chat, recycle: (words: string, actor = ANN) => chat.types(recycle, `recycle ${words}`, actor) };
}

describe('recycle', () => {
  it('shows which task it is and what runs beside it, and stops it once somebody presses the button', async () => {
    const { world, chat, recycle } = room();
    const { told } = await recycle('aaaaaaaa');
    expect(wordsOf(told[0])).toMatch(
      /task `aaaaaaaa` of `1\.0\.0` runs since .*\. 1 other task of it runs beside it\./,
    );
    expect(wordsOf(told[0])).toContain('*Nothing was stopped yet.*');
    expect(labelsOf(told[0]!)).toEqual([LABEL, 'Tasks']);
    expect(problemsOf(told[0]!)).toEqual([]);
    expect(world.stops.calls).toEqual([]);
    await chat.clicks(told[0], LABEL, CAT);
    expect(world.stops.calls).toEqual([
      expect.stringMatching(/^stop aaaaaaaa by U0CAT: Recycled by cat \(U0CAT\) through ecs-chatops, cmd-\d+$/),
    ]);
    expect(world.announcements.changes).toMatchObject([
      { kind: 'recycle', actor: { id: 'U0CAT' }, origin: { askedBy: { id: 'U0ANN' }, button: LABEL } },
    ]);
    expect((await world.audited())[0]).toBe(
      `done: /ecs recycle aaaaaaaa [${LABEL}]: task aaaaaaaa of 1.0.0 → another task`,
    );
  });

  it('says so where nothing else of the service runs', async () => {
    const { told } = await room([ecsTask({ id: A })]).recycle('aaaaaaaa');
    expect(wordsOf(told[0])).toContain('*No other task of it runs: nothing serves until its successor does.*');
  });

  it('stops nothing that has stopped meanwhile, and nothing twice', async () => {
    const { world, chat, recycle } = room();
    const { told } = await recycle(A);
    await chat.clicks(told[0], LABEL);
    await expect(chat.clicks(told[0], LABEL)).rejects.toThrow(TaskGoneError);
    expect(world.stops.calls).toHaveLength(1);
  });

  it('takes no task that is none, is of no service, or that one may not change', async () => {
    const ref = { environment: 'default', cluster: 'primes', service: '' };
    const { world, chat, recycle } = room([ecsTask({ id: A }), ecsTask({ id: 'c'.repeat(32), ref })]);
    await expect(recycle('ffffffff')).rejects.toThrow(NoTaskError);
    await expect(recycle('primes-api')).rejects.toThrow(NoTaskError);
    await expect(recycle('cccccccc')).rejects.toThrow(NoServiceTaskError);
    const { told } = await recycle('aaaaaaaa');
    await expect(chat.clicks(told[0], LABEL, BEN)).rejects.toThrow(/You may not change primes\/primes-api/);
    expect(world.stops.calls).toEqual([]);
  });
});
