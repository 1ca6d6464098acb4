import { ManualClock } from '../../kernel/spec/manual-clock';
import { NotPermittedError, ServiceNotFoundError } from '../services/services.service';
import type { Deployment } from './deployment.types';
import { DeploymentWatcher } from './deployment.watcher';
import { ANN, live, REF, ScriptedEcs, steady } from './spec/deployments.fakes';
import type { Answer } from './spec/deployments.fakes';
import { InMemoryDeploymentRepository } from './deployments.in-memory.repository';
import type { DeployedService, LiveDeployment } from './deployments.port';
import { progressOf } from './progress';
import type { DeploymentSnapshot, StoppedTask } from './snapshot.types';
import { verdictOf } from './verdict';

const DEPLOYMENT: Deployment = {
  id: 'dep-1',
  ref: REF,
  actor: ANN,
  startedAt: Date.UTC(2026, 10, 24, 12, 0, 0),
  container: 'api',
  from: { image: 'repo:1.0.0' },
  to: { image: 'repo:1.1.0' },
  revision: 'primes-api:2',
  previousRevision: 'primes-api:1',
  handle: { id: 'ecs-svc/2', revision: 'primes-api:2' },
};

const POLL = { pollSeconds: 2 };
const fresh = (change: Partial<LiveDeployment>): LiveDeployment =>
  live({ id: 'ecs-svc/2', revision: 'primes-api:2', rollout: 'in-progress', running: 0, ...change });
const old = (running: number, change: Partial<LiveDeployment> = {}): LiveDeployment =>
  live({ primary: false, running, desired: running, ...change });
const service = (...deployments: LiveDeployment[]): DeployedService =>
  steady({ revision: 'primes-api:2', deployments });
const killed: StoppedTask = {
  id: 'f'.repeat(32),
  stoppedAt: 5,
  stoppedReason: 'Essential container in task exited',
  containers: [{ name: 'api', exitCode: 137, reason: 'OutOfMemoryError' }],
};

/** Follows the script to the end of the watch, moving the clock on until then. */
async function follow(script: Answer[], prepare: (ecs: ScriptedEcs) => void = () => {}) {
  const clock = new ManualClock();
  const ecs = new ScriptedEcs(script);
  prepare(ecs);
  const repository = new InMemoryDeploymentRepository();
  await repository.save(DEPLOYMENT);
  const seen: DeploymentSnapshot[] = [];
  let ended = false;
  const watch = async (): Promise<void> => {
    for await (const snapshot of new DeploymentWatcher(ecs, repository, clock, POLL).watch(DEPLOYMENT))
      seen.push(snapshot);
    ended = true;
  };
  const watching = watch();
  for (let turn = 0; turn < 200 && !ended; turn++) await clock.advance(1000);
  if (!ended) throw new Error('The watch did not end.');
  await watching;
  const kinds = seen.map((snapshot) => (snapshot.stale === undefined ? verdictOf(snapshot).kind : 'stale'));
  return { seen, kinds, last: seen.at(-1), polls: ecs.polls, open: await repository.open(REF) };
}

const going: Answer = { service: service(fresh({ pending: 2 }), old(2)), state: { status: 'IN_PROGRESS' } };
const half: Answer = { service: service(fresh({ running: 2 }), old(1)), state: { status: 'IN_PROGRESS' } };
const done: Answer = {
  service: service(fresh({ running: 2, rollout: 'completed' })),
  state: { status: 'SUCCESSFUL' },
};

describe('watching a deployment that succeeds', () => {
  it('shows each change once, ends with the success, and gives the service free', async () => {
    const { seen, kinds, polls, open } = await follow([going, going, going, half, done]);
    expect(kinds).toEqual(['in-progress', 'in-progress', 'succeeded']);
    expect(seen.map((snapshot) => progressOf(snapshot).share)).toEqual([0, 0.75, 1]);
    expect(polls).toBe(5);
    expect(open).toBeUndefined();
  });

  it('goes on through throttling, saying that what it shows is old', async () => {
    const throttled = { error: new Error('Rate exceeded') };
    const { seen, kinds } = await follow([going, throttled, throttled, half, done]);
    expect(kinds).toEqual(['in-progress', 'stale', 'in-progress', 'succeeded']);
    expect(seen[1]).toMatchObject({ stale: 'Rate exceeded', fresh: { pending: 2 } });
    expect(seen[2]).not.toHaveProperty('stale');
  });

  it('needs no service deployments to be readable', async () => {
    const { kinds } = await follow([
      { service: service(old(2, { primary: true })) },
      { service: service(fresh({ running: 1 }), old(2)) },
      { service: service(fresh({ running: 2, rollout: 'completed' })) },
    ]);
    expect(kinds).toEqual(['in-progress', 'in-progress', 'succeeded']);
  });
});

describe('watching a deployment that fails', () => {
  const failing = { status: 'IN_PROGRESS', failures: { count: 2, threshold: 3 } } as const;
  const back = (rollout: LiveDeployment['rollout'], running: number): LiveDeployment =>
    live({ id: 'ecs-svc/3', rollout, running, reason: 'ECS deployment circuit breaker: rolling back to …' });

  it('is never green when ECS has brought the old revision back, and keeps what killed its tasks', async () => {
    const rollback = { rollbackReason: 'Service deployment rolled back because of circuit breaker.' };
    const { seen, kinds, last } = await follow([
      going,
      { service: service(fresh({ failedTasks: 2 }), old(2)), state: failing, stopped: [killed] },
      {
        service: service(back('in-progress', 0), fresh({ primary: false }), old(2)),
        state: { status: 'ROLLBACK_IN_PROGRESS', ...rollback },
      },
      { service: service(back('completed', 2)), state: { status: 'ROLLBACK_SUCCESSFUL', ...rollback } },
    ]);
    expect(kinds).toEqual(['in-progress', 'in-progress', 'rolling-back', 'rolled-back']);
    expect(seen[1]?.failures).toEqual({ count: 2, threshold: 3 });
    expect(seen[2]?.old).toEqual([{ revision: 'primes-api:1', desired: 4, running: 2, pending: 0 }]);
    expect(last?.stopped).toEqual([killed]);
    expect(last?.rollback).toEqual({ revision: 'primes-api:1', reason: rollback.rollbackReason });
    expect(seen.every((snapshot) => progressOf(snapshot).share < 1)).toBe(true);
  });

  it('is seen to roll back without service deployments too', async () => {
    const { kinds } = await follow([
      { service: service(fresh({}), old(2)) },
      { service: service(back('in-progress', 0), fresh({ primary: false }), old(2)) },
      { service: service(back('completed', 2)) },
    ]);
    expect(kinds).toEqual(['in-progress', 'rolling-back', 'rolled-back']);
  });

  it('has failed, not been stopped, when the breaker ended it and nothing rolls back', async () => {
    const reason = 'Service deployment stopped because the circuit breaker threshold was exceeded.';
    const stopped = {
      service: service(fresh({ rollout: 'failed' }), old(2)),
      state: { status: 'STOPPED', reason },
    } as const;
    expect((await follow([going, stopped])).kinds).toEqual(['in-progress', 'failed']);
    const breaker = { ...stopped, state: { status: 'STOPPED', failures: { count: 3, threshold: 3 } } } as const;
    expect((await follow([breaker])).kinds).toEqual(['failed']);
  });

  it('still shows how it goes when its stopped tasks may not be read', async () => {
    const missing = { why: '', next: 'Add "ecs:ListTasks".', cause: undefined };
    const denied = new NotPermittedError('ecs:ListTasks', missing);
    const { kinds, last } = await follow([going, done], (ecs) => (ecs.stoppedUnreadable = denied));
    expect(kinds).toEqual(['in-progress', 'succeeded']);
    expect(last?.stoppedUnread).toContain('Add "ecs:ListTasks".');
    const passing = await follow([going, done], (ecs) => (ecs.stoppedUnreadable = new Error('Rate exceeded')));
    expect(passing.last?.stoppedUnread).toBeUndefined();
  });
});

describe('watching a deployment that somebody ends', () => {
  it('is stopped when nothing came after it', async () => {
    const stopped = { service: service(fresh({ running: 1 }), old(2)), state: { status: 'STOPPED' } } as const;
    expect((await follow([going, stopped])).kinds).toEqual(['in-progress', 'stopped']);
  });

  it('is superseded by what came after it', async () => {
    const newer = service(live({ id: 'ecs-svc/9', revision: 'primes-api:3' }), fresh({ primary: false }), old(2));
    const { kinds, last } = await follow([going, { service: newer, state: { status: 'STOPPED' } }]);
    expect(kinds).toEqual(['in-progress', 'superseded']);
    expect(last?.supersededBy).toBe('primes-api:3');
  });

  it('is over when the service is deleted', async () => {
    const { kinds, last } = await follow([going, { error: new ServiceNotFoundError(REF) }]);
    expect(kinds).toEqual(['in-progress', 'stopped']);
    expect(last?.statusReason).toContain('There is no service primes/primes-api.');
  });
});

describe('a deployment that ECS calls done while old tasks serve', () => {
  const partly = {
    service: service(fresh({ running: 1, rollout: 'completed' }), old(1)),
    state: { status: 'SUCCESSFUL' },
  } as const;

  it('is followed until they are gone', async () => {
    expect((await follow([going, partly, partly, done])).kinds).toEqual(['in-progress', 'partly', 'succeeded']);
  });

  it('is left at that after two minutes', async () => {
    const { kinds, last, polls, open } = await follow([partly]);
    expect(kinds).toEqual(['partly', 'partly']);
    expect(last && verdictOf(last).terminal).toBe(true);
    expect(polls).toBe(61);
    expect(open).toBeUndefined();
  });
});

it('ends at once when it is told to', async () => {
  const clock = new ManualClock();
  const leave = new AbortController();
  const watcher = new DeploymentWatcher(new ScriptedEcs([going]), new InMemoryDeploymentRepository(), clock, POLL);
  const watch = watcher.watch(DEPLOYMENT, leave.signal)[Symbol.asyncIterator]();
  await watch.next();
  const next = watch.next();
  leave.abort();
  expect(await next).toMatchObject({ done: true });
});
