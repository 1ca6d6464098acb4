import { ailingOf, containersOf } from './own-tasks';
import { BEGAN, DEPLOYMENT, fresh, old, service, tasks } from './spec/rollouts.fake';

describe('the tasks of a deployment that fail their health checks', () => {
  const at = (seconds: number) =>
    tasks('unhealthy', 'healthy').map((task) => ({ ...task, startedAt: BEGAN - seconds * 1000 }));

  it('are those that do so when nothing lets them be any more', () => {
    expect(ailingOf(DEPLOYMENT, at(30), BEGAN, 30)).toMatchObject([{ kind: 'timeout', port: 80 }]);
    expect(ailingOf(DEPLOYMENT, at(29), BEGAN, 30)).toEqual([]);
    expect(ailingOf(DEPLOYMENT, at(1), BEGAN)).toHaveLength(1);
  });

  it('are its own alone', () => {
    const others = at(60).map((task) => ({ ...task, startedBy: 'ecs-svc/1' }));
    expect(ailingOf(DEPLOYMENT, others, BEGAN)).toEqual([]);
  });
});

describe('the containers of its tasks', () => {
  it('say whose their limit of memory is, and whether the task goes on without them', () => {
    const containers = [
      { name: 'api', image: 'repo:1', main: true, memoryMiB: 512 },
      { name: 'agent', image: 'agent:1', main: false, memoryMiB: 64, ownMemory: true, essential: false } as const,
    ];
    expect(containersOf(DEPLOYMENT, service([fresh({ containers }), old(1)]))).toEqual([
      { name: 'api', main: true, memoryMiB: 512, memoryOf: 'task' },
      { name: 'agent', main: false, memoryMiB: 64, memoryOf: 'container', essential: false },
    ]);
    expect(containersOf(DEPLOYMENT, service([old(1)]))).toBeUndefined();
  });
});
