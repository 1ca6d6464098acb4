import { problemsOf } from '../../chat/spec/block-kit.fake';
import { ecsService } from '../../domain/observations/spec/ecs-services.fake';
import { ecsTask } from '../../domain/tasks/spec/ecs-tasks.fake';
import type { EcsTask, ServiceTasks } from '../../domain/tasks/tasks.types';
import { tasksView } from './tasks.view';

const NOW = Date.UTC(2026, 10, 24, 12);
const LONG = 'n'.repeat(255);
const REF = { environment: LONG, cluster: LONG, service: LONG };
const id = (n: number): string => n.toString(16).padStart(32, '0');
const containers = Array.from({ length: 10 }, (_, n) => ({
  name: `${n}${'`<c'.repeat(85)}`,
  image: `r/${'a'.repeat(200)}:${'t'.repeat(128)}`,
  exitCode: 137,
  reason: '<&> '.repeat(750),
}));

const tasks = (change: Partial<EcsTask>): EcsTask[] =>
  Array.from({ length: 100 }, (_, n) =>
    ecsTask({ id: id(n), ref: REF, revision: `${LONG}:${n}`, containers, ...change }),
  );
const SERVICE = ecsService({ ref: REF });

describe('tasks at their extremes', () => {
  it.each<[string, Partial<ServiceTasks>]>([
    ['a hundred that run, of as many revisions, ten containers each', { running: tasks({}) }],
    [
      'a hundred that are ill, each for another reason of 3,000 characters',
      {
        running: tasks({}).map((task, n) => ({
          ...task,
          health: 'unhealthy',
          healthReason: `${n} ${'<why> '.repeat(500)}`,
        })),
      },
    ],
    [
      'a hundred that stopped, for reasons of 3,000 characters',
      { stopped: tasks({ stopping: true, stoppedAt: NOW, stoppedReason: '<why> '.repeat(500) }) },
    ],
    [
      'words written from right to left',
      { stopped: tasks({ stopping: true, stoppedReason: 'שלום עולם '.repeat(300) }) },
    ],
    ['nothing that could be read', { stopped: { unknown: '<why> '.repeat(500) }, healthUnread: '<why> '.repeat(500) }],
    ['none', {}],
  ])('%s fit into a message', (_what, change) => {
    const shown = { service: SERVICE, running: [], stopped: [], took: LONG, ...change };
    expect(problemsOf(tasksView(NOW, shown, { operate: true }))).toEqual([]);
  });

  it('leaves none of a hundred out', () => {
    const usual = tasks({ revision: 'primes-api:41', containers: [{ name: 'app', image: 'r/primes-api:1.0.0' }] });
    const shown = tasksView(NOW, { service: ecsService(), running: usual, stopped: [] }, { operate: true });
    const said = JSON.stringify(shown.blocks);
    expect(said).not.toContain('did not fit');
    expect(said.match(/1\.0\.0 {2}healthy/g)).toHaveLength(100);
    expect(problemsOf(shown)).toEqual([]);
  });
});
