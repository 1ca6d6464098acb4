import { ManualClock } from '../../kernel/spec/manual-clock';
import { NotPermittedError, ServiceNotFoundError } from '../services/services.errors';
import { DeploymentWatcher } from './deployment.watcher';
import { InMemoryDeploymentRepository } from './spec/deployments.in-memory.repository';
import { progressOf } from './progress';
import { riseOf } from './rise';
import type { StoppedTask } from '../causes/evidence.types';
import type { DeploymentSnapshot } from './snapshot.types';
import {
  BEGAN,
  CountedTraffic,
  DEPLOYMENT,
  fresh,
  old,
  ScriptedRollouts,
  service,
  tasks,
  REF,
} from './spec/rollouts.fake';
import type { Said } from './spec/rollouts.fake';
import { verdictOf } from './verdict';

const POLL = { pollSeconds: 2, stallSeconds: 60, settleMinutes: 0 };
const UNCOUNTED = new CountedTraffic();
const killed = (n = 0, stoppedAt = BEGAN + 1000): StoppedTask => ({
  id: (n + 1).toString(16).padStart(32, '0'),
  stoppedAt,
  stoppedReason: 'Essential container in task exited',
  stopCode: 'EssentialContainerExited',
  containers: [{ name: 'api', exitCode: 137, reason: 'OutOfMemoryError' }],
});

/** Follows the script to the end of the watch, or for `seconds`, moving the clock on until then. */
async function follow(
  script: Said[],
  prepare: (ecs: ScriptedRollouts) => void = () => {},
  seconds = 200,
  kept = DEPLOYMENT,
) {
  const clock = new ManualClock(BEGAN);
  const ecs = new ScriptedRollouts(script);
  prepare(ecs);
  const repository = new InMemoryDeploymentRepository();
  await repository.save(kept);
  const seen: DeploymentSnapshot[] = [];
  const rises: (string | undefined)[] = [];
  const leave = new AbortController();
  let ended = false;
  const watch = async (): Promise<void> => {
    for await (const one of new DeploymentWatcher(ecs, repository, clock, POLL, UNCOUNTED).watch(
      DEPLOYMENT,
      leave.signal,
    )) {
      rises.push(riseOf(seen.at(-1), one));
      seen.push(one);
    }
    ended = !leave.signal.aborted;
  };
  const watching = watch();
  for (let turn = 0; turn < seconds && !ended; turn++) await clock.advance(1000);
  leave.abort();
  await watching;
  const kinds = seen.map((one) => (one.stale === undefined ? verdictOf(one).kind : 'stale'));
  return {
    seen,
    kinds,
    ended,
    last: seen.at(-1),
    looks: ecs.looks,
    asked: ecs.asked,
    rises: rises.filter((rise) => rise !== undefined),
    open: await repository.open(REF),
  };
}

const going: Said = { service: service([fresh({ pending: 2 }), old(2)]), state: {} };
const unproven: Said = {
  service: service([fresh({ running: 2 }), old(2)]),
  state: {},
  running: tasks('waiting', 'waiting'),
};
const half: Said = {
  service: service([fresh({ running: 2 }), old(1)]),
  state: {},
  running: tasks('healthy', 'healthy'),
};
const done: Said = { service: service([fresh({ running: 2, rollout: 'completed' })]), state: { status: 'SUCCESSFUL' } };

describe('watching a deployment that succeeds', () => {
  it('shows each change once, ends with the success, and gives the service free', async () => {
    const { seen, kinds, looks, open, rises } = await follow([going, going, unproven, half, done]);
    expect(kinds).toEqual(['in-progress', 'in-progress', 'in-progress', 'succeeded']);
    expect(seen.map((one) => progressOf(one).share)).toEqual([0, 0, 0.75, 1]);
    expect(looks).toBe(5);
    expect(open).toBeUndefined();
    expect(rises).toEqual([]);
  });

  it('counts as far only what is healthy, not what runs', async () => {
    const { seen } = await follow([unproven, half, done]);
    expect(seen.map(({ fresh: { running, healthy } }) => [running, healthy])).toEqual([
      [2, 0],
      [2, 2],
      [2, undefined],
    ]);
  });

  it('counts no more of them healthy than the service says run: what is told of either may be older', async () => {
    const one: Said = {
      service: service([fresh({ running: 1 }), old(2)]),
      state: {},
      running: tasks('healthy', 'healthy'),
    };
    const { seen } = await follow([one, done]);
    expect(seen[0]?.fresh).toMatchObject({ running: 1, healthy: 1 });
  });

  it('is told nothing that happened to the one before', async () => {
    const message = (task: string): string =>
      `(service primes-api) (task ${task.repeat(32)}) failed container health checks.`;
    const events = [
      { id: 'e2', at: BEGAN + 1000, message: message('b') },
      { id: 'e1', at: BEGAN - 60_000, message: message('a') },
    ];
    const { seen } = await follow([{ service: service([fresh({ running: 1 }), old(2)], { events }), state: {} }, done]);
    expect(seen[0]?.unhealthy?.map(({ task }) => task[0])).toEqual(['b']);
  });

  it('asks for health only while tasks run that are not all known to be well, and for stopped tasks never', async () => {
    const { asked } = await follow([going, unproven, unproven, half, half, half, done]);
    expect(asked).toEqual({ running: 3, stopped: 0, logs: 0, differences: 0 });
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
      { service: service([old(2, { primary: true })]) },
      { service: service([fresh({ running: 1 }), old(2)]) },
      { service: service([fresh({ running: 2, rollout: 'completed' })]) },
    ]);
    expect(kinds).toEqual(['in-progress', 'in-progress', 'succeeded']);
  });
});

describe('watching a deployment that fails', () => {
  const failing: Said = {
    service: service([fresh({ failedTasks: 2 }), old(2)]),
    state: { failures: { count: 2, threshold: 3 } },
    stopped: [killed()],
  };
  const rollback = { rollbackReason: 'Service deployment rolled back because of circuit breaker.' };
  const reason = 'ECS deployment circuit breaker: rolling back to …';
  const back = (change = {}) => old(0, { id: 'ecs-svc/3', primary: true, reason, ...change });

  it('is never green when ECS has brought the old version back, and keeps what killed its tasks', async () => {
    const { seen, kinds, last, rises } = await follow([
      going,
      failing,
      {
        service: service([back({ rollout: 'in-progress' }), fresh({ primary: false }), old(2)]),
        state: { status: 'ROLLBACK_IN_PROGRESS', ...rollback },
      },
      { service: service([back({ running: 2 })]), state: { status: 'ROLLBACK_SUCCESSFUL', ...rollback } },
    ]);
    expect(kinds).toEqual(['in-progress', 'failing', 'rolling-back', 'rolled-back']);
    expect(rises).toEqual(['rise-rolling-back']);
    expect(seen[1]?.failing).toEqual({ why: 'tasks', since: BEGAN + 2000, inARow: 2, lasting: false });
    expect(seen[2]?.old).toMatchObject([{ revision: 'primes-api:1', version: '1.0.0', running: 2 }]);
    expect(last?.stopped).toEqual([killed()]);
    expect(last?.containers).toEqual([{ name: 'api', main: true, memoryMiB: 512, memoryOf: 'task' }]);
    expect(last?.rollback).toEqual({ revision: 'primes-api:1', version: '1.0.0', reason: rollback.rollbackReason });
    expect(seen.every((one) => progressOf(one).share < 1)).toBe(true);
  });

  it('is well again when a task comes up healthy after those that failed', async () => {
    const well: Said = { ...half, stopped: [killed()] };
    const { kinds, rises } = await follow([going, failing, well, done]);
    expect(kinds).toEqual(['in-progress', 'failing', 'in-progress', 'succeeded']);
    expect(rises).toEqual([]);
  });

  it('finds a stopped task that ECS counts before it lists it', async () => {
    const counted: Said = { ...failing, stopped: [] };
    const { last } = await follow([going, counted, failing], () => {}, 8);
    expect(last?.stopped).toEqual([killed()]);
  });

  it('is failing when a task that was healthy is killed, though ECS counts no failed start', async () => {
    const fewer: Said = {
      service: service([fresh({ running: 1 }), old(1)]),
      state: {},
      running: tasks('healthy'),
      stopped: [killed(0, BEGAN + 4000)],
    };
    expect((await follow([going, half, fewer, done])).kinds).toEqual([
      'in-progress',
      'in-progress',
      'failing',
      'succeeded',
    ]);
  });

  it('is seen to roll back without service deployments too', async () => {
    const { kinds } = await follow([
      { service: service([fresh(), old(2)]) },
      { service: service([back({ rollout: 'in-progress' }), fresh({ primary: false }), old(2)]) },
      { service: service([back({ running: 2 })]) },
    ]);
    expect(kinds).toEqual(['in-progress', 'rolling-back', 'rolled-back']);
  });

  it('has failed, not been stopped, when the breaker ended it and nothing rolls back', async () => {
    const words = 'Service deployment stopped because the circuit breaker threshold was exceeded.';
    const ended = service([fresh({ rollout: 'failed' }), old(2)]);
    const stopped: Said = { service: ended, state: { status: 'STOPPED', reason: words } };
    expect((await follow([going, stopped])).kinds).toEqual(['in-progress', 'failed']);
    const breaker: Said = { service: ended, state: { status: 'STOPPED', failures: { count: 3, threshold: 3 } } };
    expect((await follow([breaker])).kinds).toEqual(['failed']);
  });

  it('still shows how it goes when neither its stopped tasks nor their health may be read', async () => {
    const missing = { why: '', next: 'Add "ecs:ListTasks".', cause: undefined };
    const denied = new NotPermittedError('ecs:ListTasks', missing);
    const prepare = (ecs: ScriptedRollouts): void => {
      ecs.stoppedUnreadable = denied;
      ecs.healthUnreadable = denied;
    };
    const { kinds, seen, last, asked } = await follow([unproven, unproven, failing, done], prepare);
    expect(kinds).toEqual(['in-progress', 'failing', 'succeeded']);
    expect(seen[0]?.fresh).not.toHaveProperty('healthy');
    expect(seen[0]?.healthUnread).toContain('Add "ecs:ListTasks".');
    expect(last?.stoppedUnread).toContain('Add "ecs:ListTasks".');
    expect(asked.running).toBe(1);
    const passing = await follow([failing, done], (ecs) => (ecs.stoppedUnreadable = new Error('Rate exceeded')));
    expect(passing.last?.stoppedUnread).toBeUndefined();
  });
});

describe('watching a deployment that nothing ends', () => {
  const bare = { balanced: [], circuitBreaker: { on: false, rollback: false } };
  const loop = (failedTasks: number): Said => ({
    service: service([fresh({ running: 1, failedTasks }), old(1)], bare),
    // ECS counts where the breaker is off, too.
    state: { failures: { count: failedTasks, threshold: 3 } },
    running: tasks('unchecked'),
    stopped: Array.from({ length: failedTasks }, (_, n) => killed(n, BEGAN + n * 1000)),
  });

  it('says once that it fails for good, gives the service free, and looks less often', async () => {
    const { kinds, rises, open, looks, ended, last, seen } = await follow(
      [loop(0), loop(2), loop(3), loop(4)],
      () => {},
      60,
    );
    expect(seen.map(({ failing }) => failing?.lasting)).toEqual([undefined, false, true, true]);
    expect(last).not.toHaveProperty('failures');
    expect(kinds).toEqual(['in-progress', 'failing', 'failing', 'failing']);
    expect(rises).toEqual([`rise-tasks-${BEGAN + 2000}`]);
    expect([open, ended]).toEqual([undefined, false]);
    expect(looks).toBeLessThan(10);
    expect(last?.failing).toMatchObject({ inARow: 4, lasting: true });
  });

  it('tells a hundred tasks apart and counts the rest', async () => {
    const { last } = await follow([loop(250)], () => {}, 5);
    expect([last?.stopped.length, last?.stoppedEarlier]).toEqual([100, 150]);
  });

  it('says so when nothing finds a place for minutes', async () => {
    const event = (at: number) => ({
      id: `${at}`,
      at,
      message: '(service primes-api) was unable to place a task. Reason: Capacity is unavailable at this time.',
    });
    const said: Said = {
      service: service([fresh(), old(2)], { events: [event(BEGAN + 170_000), event(BEGAN)] }),
      state: {},
    };
    const { rises, seen } = await follow([said], () => {}, 190);
    expect(seen[0]?.failing).toMatchObject({ why: 'placement', lasting: false });
    expect(rises).toEqual([`rise-placement-${BEGAN}`]);
    expect(seen.at(-1)?.obstacles).toEqual([
      { kind: 'placement', problem: 'capacity', reason: 'Capacity is unavailable at this time.' },
    ]);
  });

  it('says so at once when the old tasks cannot go, however well the new ones are', async () => {
    const message = (said: string) => [{ id: '1', at: BEGAN + 1000, message: `(service primes-api) ${said}` }];
    const held = (said: string, running: number): Said => ({
      service: service([fresh({ running: 2 }), old(running)], { events: message(said) }),
      state: {},
      running: tasks('healthy', 'healthy'),
    });
    const isProtected =
      'was unable to reach steady state because (taskSet ecs-svc/1) was unable to scale in due to (reason 2 tasks under protection)';
    const { seen } = await follow([held(isProtected, 2)], () => {}, 3);
    expect(seen.at(-1)).toMatchObject({ failing: { why: 'hindered' }, obstacles: [{ kind: 'protected', tasks: 2 }] });
    expect((await follow([held(isProtected, 0)], () => {}, 3)).seen.at(-1)?.failing).toBeUndefined();
    const throttled = await follow([held('operations are being throttled. Will try again later.', 2)], () => {}, 3);
    expect(throttled.seen.at(-1)?.failing).toBeUndefined();
  });

  it('is not made to fail by somebody who stops one of its tasks', async () => {
    const stopped = [{ ...killed(), stopCode: 'UserInitiated', stoppedReason: 'Task stopped by user', containers: [] }];
    const said: Said = { service: service([fresh({ pending: 2, failedTasks: 0 }), old(2)]), state: {}, stopped };
    const { kinds } = await follow([said, { ...said, service: service([fresh({ pending: 1 }), old(2)]) }], () => {}, 6);
    expect(new Set(kinds)).toEqual(new Set(['in-progress']));
  });

  it('says so when nothing comes up for long', async () => {
    const { rises, seen } = await follow([going], () => {}, 90);
    expect(rises).toEqual([`rise-stalled-${BEGAN}`]);
    expect(seen.at(-1)?.failing).toMatchObject({ why: 'stalled', lasting: true });
  });

  it('says so when AWS has not answered for long, whether or not it ever has', async () => {
    const silent: Said = { error: new Error('It did not answer in time.') };
    for (const script of [[going, silent], [silent]]) {
      const { rises, last } = await follow(script, () => {}, 150);
      expect(rises).toEqual([expect.stringMatching(/^rise-unread-/)]);
      expect(last).toMatchObject({ stale: 'It did not answer in time.', failing: { why: 'unread' } });
    }
  });
});

describe('watching a deployment that somebody ends', () => {
  it('is stopped when nothing came after it', async () => {
    const stopped: Said = { service: service([fresh({ running: 1 }), old(2)]), state: { status: 'STOPPED' } };
    expect((await follow([going, stopped])).kinds).toEqual(['in-progress', 'stopped']);
  });

  it('is cancelled where that was asked of this bot: that it goes back is no news then', async () => {
    const cancelledBy = { actor: { id: 'U2' }, at: BEGAN };
    const back = old(0, { id: 'ecs-svc/3', primary: true, reason: 'rolling back', rollout: 'in-progress' });
    const goingBack: Said = {
      service: service([back, fresh({ primary: false }), old(2)]),
      state: { status: 'ROLLBACK_IN_PROGRESS' },
    };
    const over: Said = { service: service([old(2, { primary: true })]), state: { status: 'ROLLBACK_SUCCESSFUL' } };
    const { kinds, rises, last } = await follow([going, goingBack, over], undefined, 200, {
      ...DEPLOYMENT,
      cancelledBy,
    });
    expect(kinds).toEqual(['in-progress', 'rolling-back', 'rolled-back']);
    expect([rises, last?.cancelledBy]).toEqual([[], cancelledBy]);
  });

  it('is superseded by what came after it', async () => {
    const newer = fresh({ id: 'ecs-svc/9', revision: 'primes-api:3', createdAt: BEGAN + 1000 });
    const after = service([newer, fresh({ primary: false }), old(2)]);
    const { kinds, last } = await follow([going, { service: after, state: { status: 'STOPPED' } }]);
    expect(kinds).toEqual(['in-progress', 'superseded']);
    expect(last).toMatchObject({ supersededBy: 'primes-api:3', supersededVersion: '1.1.0' });
  });

  it('is superseded though the service was read just before the newer one came', async () => {
    const newer = fresh({ id: 'ecs-svc/9', revision: 'primes-api:3', createdAt: BEGAN + 1000 });
    const torn: Said = { service: service([fresh(), old(2)]), state: { status: 'STOPPED' } };
    const { kinds } = await follow([going, torn, { service: service([newer, fresh({ primary: false }), old(2)]) }]);
    expect(kinds).toEqual(['in-progress', 'superseded']);
  });

  it('is followed on though the service was read just before the same revision was started again', async () => {
    const again = (change = {}) => fresh({ id: 'ecs-svc/9', createdAt: BEGAN + 2000, ...change });
    const { kinds, last } = await follow([
      going,
      { service: service([fresh(), old(2)]), state: { status: 'STOPPED' } },
      { service: service([again(), fresh({ primary: false }), old(2)]), state: {} },
      { service: service([again({ running: 2, rollout: 'completed' })]), state: { status: 'SUCCESSFUL' } },
    ]);
    expect(kinds).toEqual(['in-progress', 'in-progress', 'succeeded']);
    expect(last?.restartedAt).toBe(BEGAN + 2000);
  });

  it('is followed on where the same revision was started again, to the end of that', async () => {
    const again = (change = {}) => fresh({ id: 'ecs-svc/9', createdAt: BEGAN + 2000, ...change });
    const { kinds, last, ended } = await follow([
      going,
      { service: service([again(), fresh({ primary: false }), old(2)]), state: { status: 'STOPPED' } },
      { service: service([again({ failedTasks: 1 }), old(2)]), state: {} },
      { service: service([again({ running: 2, rollout: 'completed' })]), state: { status: 'SUCCESSFUL' } },
    ]);
    expect(kinds).toEqual(['in-progress', 'in-progress', 'failing', 'succeeded']);
    expect([ended, last?.restartedAt]).toEqual([true, BEGAN + 2000]);
    expect(last?.deployment).toMatchObject({ id: 'dep-1', handle: { id: 'ecs-svc/9' } });
  });

  it('does not count what stopped before it was started again', async () => {
    const again = (change = {}) => fresh({ id: 'ecs-svc/9', createdAt: BEGAN + 2000, ...change });
    const { seen } = await follow([
      going,
      { service: service([fresh({ failedTasks: 1 }), old(2)]), state: {}, stopped: [killed()] },
      { service: service([again(), fresh({ primary: false }), old(2)]), state: {} },
      { service: service([again({ running: 2, rollout: 'completed' })]), state: { status: 'SUCCESSFUL' } },
    ]);
    expect(seen.map(({ stopped }) => stopped.length)).toEqual([0, 1, 0, 0]);
  });

  it('is over when the service is deleted, or being deleted', async () => {
    const gone = await follow([going, { error: new ServiceNotFoundError(REF) }]);
    expect(gone.kinds).toEqual(['in-progress', 'stopped']);
    expect(gone.last?.statusReason).toContain('There is no service primes/primes-api.');
    const draining = await follow([going, { service: service([fresh()], { status: 'DRAINING' }), state: {} }]);
    expect(draining.kinds).toEqual(['in-progress', 'stopped']);
  });
});

describe('a deployment that ECS calls done while old tasks serve', () => {
  const partly: Said = {
    service: service([fresh({ running: 1, rollout: 'completed' }), old(1)]),
    state: { status: 'SUCCESSFUL' },
  };

  it('is followed until they are gone', async () => {
    expect((await follow([going, partly, partly, done])).kinds).toEqual(['in-progress', 'partly', 'succeeded']);
  });

  it('is left at that after two minutes', async () => {
    const { kinds, last, looks, open } = await follow([partly]);
    expect(kinds).toEqual(['partly', 'partly']);
    expect(last && verdictOf(last).terminal).toBe(true);
    expect(looks).toBe(61);
    expect(open).toBeUndefined();
  });
});

it('ends at once when it is told to', async () => {
  const clock = new ManualClock();
  const leave = new AbortController();
  const repository = new InMemoryDeploymentRepository();
  const watcher = new DeploymentWatcher(new ScriptedRollouts([going]), repository, clock, POLL, UNCOUNTED);
  const watch = watcher.watch(DEPLOYMENT, leave.signal);
  await watch.next();
  const next = watch.next();
  leave.abort();
  expect(await next).toMatchObject({ done: true });
});
