import { isUnknown } from '../../kernel/part';
import { NotPermittedError } from '../services/services.errors';
import { ecsTask } from './spec/ecs-tasks.fake';
import { TaskWorld } from './spec/task-world';
import { TasksUnlikeError } from './tasks.errors';

const id = (start: string): string => start.padEnd(32, '0');
const REF = { environment: 'default', cluster: 'primes', service: 'primes-api' };
const denied = new NotPermittedError('ecs:ListTasks', { why: 'no', next: 'Add it.', cause: undefined });

describe('the tasks of a service', () => {
  it('are those that run and those that stopped, the newest of each first', async () => {
    const { tasks } = new TaskWorld([
      ecsTask({ id: id('a'), createdAt: 1 }),
      ecsTask({ id: id('b'), createdAt: 2 }),
      ecsTask({ id: id('c'), stopping: true, stoppedAt: 1 }),
      ecsTask({ id: id('d'), stopping: true, stoppedAt: 2 }),
      ecsTask({ id: id('e'), ref: { ...REF, service: 'hello' } }),
    ]);
    const { running, stopped } = await tasks.of(REF);
    expect(running.map((task) => task.id[0])).toEqual(['b', 'a']);
    expect(isUnknown(stopped) ? [] : stopped.map((task) => task.id[0])).toEqual(['d', 'c']);
  });

  it('are shown also where those that stopped cannot be listed', async () => {
    const world = new TaskWorld([ecsTask()]);
    world.ecs.failure = denied;
    const { running, stopped } = await world.tasks.of(REF);
    expect(running).toHaveLength(1);
    expect(stopped).toEqual({ unknown: 'AWS does not let me call ecs:ListTasks. no. Add it.' });
  });
});

describe('a task', () => {
  const ABC = ecsTask({ id: id('abcdef01') });
  const OTHER = ecsTask({ id: id('abcdef02'), ref: { environment: 'default', cluster: 'batch', service: '' } });

  it.each([
    ['its first eight digits', 'abcdef01', ABC],
    ['more of them, in capitals', 'ABCDEF0200', OTHER],
    ['all of them', ABC.id, ABC],
    ['its ARN', `arn:aws:ecs:us-west-2:000000000000:task/batch/${OTHER.id}`, OTHER],
    ['an ARN of another cluster', `arn:aws:ecs:us-west-2:000000000000:task/batch/${ABC.id}`, undefined],
    ['fewer digits', 'abcdef0', undefined],
    ['the name of a service', 'primes-api', undefined],
    ['digits of none', 'ffffffff', undefined],
  ])('is named by %s', async (_how, words, found) => {
    expect(await new TaskWorld([ABC, OTHER]).tasks.named(words)).toEqual(found);
  });

  it('is asked about again where several begin so', async () => {
    const { tasks } = new TaskWorld([ABC, ecsTask({ id: id('abcdef0111') })]);
    await expect(tasks.named('abcdef01')).rejects.toThrow(TasksUnlikeError);
    await expect(tasks.named('abcdef01')).rejects.toThrow(/2 tasks begin with abcdef01\. They are abcdef01/);
  });

  it('is found though another cluster cannot be read, and where it is nowhere else that is said', async () => {
    const world = new TaskWorld([ABC]);
    const find = world.ecs.find.bind(world.ecs);
    world.ecs.find = (where, digits) => (where.cluster === 'batch' ? Promise.reject(denied) : find(where, digits));
    expect(await world.tasks.named('abcdef01')).toEqual(ABC);
    await expect(world.tasks.named('ffffffff')).rejects.toThrow(NotPermittedError);
  });
});
