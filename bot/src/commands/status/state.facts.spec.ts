import type { EcsService } from '../../domain/observations/ecs-service.types';
import type { LastDeployment } from '../../domain/observations/observation.types';
import { ecsContainer, ecsDeployment, ecsService } from '../../domain/observations/spec/ecs-services.fake';
import { headlineOf } from './state.facts';

const NOW = Date.UTC(2026, 10, 24, 12);
const counts = (desired: number, running: number, pending = 0) => ({ desired, running, pending });
const of = (tag: string) => [ecsContainer({ image: `r/primes-api:${tag}`, tag })];
const next = (change: Parameters<typeof ecsDeployment>[0] = {}) =>
  ecsDeployment({
    id: 'ecs-svc/2',
    revision: 'primes-api:2',
    containers: of('1.1.0'),
    rollout: 'in-progress',
    counts: counts(2, 0, 2),
    ...change,
  });
const before = (change: Parameters<typeof ecsDeployment>[0] = {}) => ecsDeployment({ primary: false, ...change });
const said = (...messages: string[]) =>
  messages.map((message, n) => ({
    id: `${n}`,
    at: NOW - 10_000 * (n + 1),
    message: `(service primes-api) ${message}`,
  }));
const taskSet = (steady: boolean) => ({
  id: 'ecs-svc/9',
  primary: true,
  revision: 'worker:1',
  steady,
  counts: counts(2, 2),
});
const rolledBack: LastDeployment = {
  status: 'ROLLBACK_SUCCESSFUL',
  revision: 'primes-api:2',
  image: { image: 'r/primes-api:oom', tag: 'oom' },
  createdAt: NOW - 60_000,
  finishedAt: NOW - 22_000,
  restored: { revision: 'primes-api:1', image: { image: 'r/primes-api:1.0.0', tag: '1.0.0' } },
};

it.each<[string, Partial<EcsService>, LastDeployment | undefined, string]>([
  ['at rest', {}, undefined, '2 of 2 running, 1.0.0, steady'],
  ['set to nothing', { counts: counts(0, 0) }, undefined, '0 of 0 running, 1.0.0, steady'],
  [
    'scaling out',
    { counts: counts(4, 2, 2), steady: false },
    undefined,
    '2 of 4 running (2 starting), 1.0.0, not steady',
  ],
  [
    'deploying',
    { deployments: [next(), before()], counts: counts(2, 2, 2) },
    undefined,
    'deploying 1.1.0: 2 wanted; 2 run: 2 of 1.0.0 serve, 2 of 1.1.0 starting',
  ],
  [
    'failing',
    { deployments: [next({ counts: counts(2, 2), failedTasks: 1 }), before()], counts: counts(2, 4) },
    undefined,
    '1.1.0 is failing (1 failed start in a row): 2 wanted; 4 run: 2 of 1.0.0 serve, 2 of 1.1.0 starting',
  ],
  [
    'rolling back',
    {
      deployments: [
        ecsDeployment({
          id: 'ecs-svc/3',
          rollout: 'in-progress',
          reason: 'rolling back to ecs-svc/1',
          counts: counts(2, 0),
        }),
        next({ primary: false, rollout: 'failed', counts: counts(0, 1), containers: of('oom') }),
        before(),
      ],
      counts: counts(2, 3),
    },
    undefined,
    'oom failed, ECS rolls back to 1.0.0: 2 wanted; 3 run: 2 of 1.0.0 serve, 1 of oom stopping',
  ],
  [
    'after a rollback',
    {},
    rolledBack,
    '2 of 2 running, 1.0.0, steady; oom failed and was rolled back 22 s ago; 1.0.0 serves',
  ],
  ['long after it', {}, { ...rolledBack, finishedAt: NOW - 4_000_000 }, '2 of 2 running, 1.0.0, steady'],
  [
    'failed for good',
    { deployments: [next({ rollout: 'failed', counts: counts(2, 0) }), before()], counts: counts(2, 2) },
    undefined,
    'the deployment of 1.1.0 failed: 2 wanted; 2 run: 2 of 1.0.0 serve',
  ],
  [
    'dying over and over',
    {
      events: said(
        'has reached a steady state.',
        'has started 2 tasks: (task a) (task b).',
        'has started 2 tasks: (task c) (task d).',
      ),
    },
    undefined,
    '2 of 2 running, 1.0.0, not steady: at least 2 tasks ended by themselves within 5 min',
  ],
  [
    'whose earlier deployment died',
    {
      events: said('has started 2 tasks: (task c) (task d).', 'has started 2 tasks: (task a) (task b).'),
      deployments: [ecsDeployment({ createdAt: NOW - 5000 })],
    },
    undefined,
    '2 of 2 running, 1.0.0, steady',
  ],
  [
    'that ECS rolled back to, by the deployment it had before',
    { events: said('(deployment ecs-svc/1) deployment completed.', 'has started 5 tasks: (task a).') },
    rolledBack,
    '2 of 2 running, 1.0.0, steady; oom failed and was rolled back 22 s ago; 1.0.0 serves',
  ],
  [
    'just scaled out and in',
    { events: said('has stopped 6 running tasks: (task a).', 'has started 6 tasks: (task a).') },
    undefined,
    '2 of 2 running, 1.0.0, steady',
  ],
  [
    'unhealthy now and then',
    { events: said('(task a) (port 80) is unhealthy in (target-group x) due to (reason y).') },
    undefined,
    '2 of 2 running, 1.0.0, not steady: 1 task failed the health check within 5 min',
  ],
  [
    'without a place',
    { events: said('was unable to place a task. Reason: none.'), counts: counts(3, 2), steady: false },
    undefined,
    '2 of 3 running, 1.0.0, not steady: tasks could not be started within 5 min',
  ],
  [
    'of a place found since',
    { events: said('has reached a steady state.', 'was unable to place a task. Reason: none.') },
    undefined,
    '2 of 2 running, 1.0.0, steady',
  ],
  [
    'of CodeDeploy',
    { controller: 'CODE_DEPLOY', deployments: [], taskSets: [taskSet(true)], steady: false },
    undefined,
    '2 of 2 running, 1.0.0, steady, deployed by CodeDeploy',
  ],
  [
    'of another controller, with nothing yet',
    { controller: 'EXTERNAL', deployments: [], containers: [], steady: false },
    undefined,
    '2 of 2 running, no task set serves, deployed by a controller outside ECS',
  ],
  [
    'a daemon',
    { scheduling: 'DAEMON', counts: counts(3, 3) },
    undefined,
    '3 of 3 running (a daemon: one on each instance), 1.0.0, steady',
  ],
  ['being deleted', { status: 'DRAINING', counts: counts(0, 1) }, undefined, '1 of 0 running, 1.0.0, being deleted'],
])('a service %s', (_name, change, last, sentence) => {
  expect(headlineOf(ecsService(change), last, NOW)).toBe(sentence);
});
