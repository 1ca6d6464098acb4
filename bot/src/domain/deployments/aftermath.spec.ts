import { Logger } from '@nestjs/common';
import { ManualClock } from '../../kernel/spec/manual-clock';
import type { Traffic } from './traffic.port';
import { NotPermittedError, ServiceNotFoundError } from '../services/services.errors';
import type { Deployment } from './deployment.types';
import { DeploymentWatcher } from './deployment.watcher';
import { riseOf } from './rise';
import type { StoppedTask } from '../causes/evidence.types';
import type { DeploymentSnapshot } from './snapshot.types';
import {
  BEGAN,
  CountedTraffic,
  DEPLOYMENT,
  fresh,
  old,
  REF,
  ScriptedRollouts,
  service,
  tasks,
} from './spec/rollouts.fake';
import type { Said } from './spec/rollouts.fake';
import { InMemoryDeploymentRepository } from './spec/deployments.in-memory.repository';
import { verdictOf } from './verdict';

beforeAll(() => Logger.overrideLogger(false));

const OPTIONS = { pollSeconds: 2, stallSeconds: 60, settleMinutes: 15 };
const MINUTE_MS = 60_000;
/** When ECS calls it done: at the second look. */
const DONE = BEGAN + 2000;

const going: Said = { service: service([fresh({ pending: 2 }), old(2)]), state: {} };
const done: Said = { service: service([fresh({ running: 2, rollout: 'completed' })]), state: { status: 'SUCCESSFUL' } };

const task = (n: number, stoppedAt: number, more: Partial<StoppedTask> = {}): StoppedTask => ({
  id: n.toString(16).padStart(32, '0'),
  stoppedAt,
  stoppedReason: 'Essential container in task exited',
  stopCode: 'EssentialContainerExited',
  containers: [{ name: 'api', exitCode: 137, reason: 'OutOfMemoryError: Container killed due to memory usage' }],
  ...more,
});

/** The service while tasks of the deployment come and go: each event is another moment. */
function later(n: number, more: Omit<Exclude<Said, { error: Error }>, 'service'> & { running?: never } = {}): Said {
  const events = [{ id: `e${n}`, at: BEGAN + n, message: `event ${n}` }];
  return {
    service: service([fresh({ running: 1, rollout: 'completed' })], { events }),
    running: tasks('healthy'),
    ...more,
  };
}

interface Setup {
  deployment?: Deployment;
  seconds?: number;
  traffic?: (from: number, to: number) => Traffic | undefined;
  prepare?: (ecs: ScriptedRollouts) => void;
}

/** Watches by the script for so long, moving the clock on. */
async function settle(script: Said[], { deployment = DEPLOYMENT, seconds = 60, traffic, prepare }: Setup = {}) {
  const clock = new ManualClock(BEGAN);
  const ecs = new ScriptedRollouts(script);
  prepare?.(ecs);
  const repository = new InMemoryDeploymentRepository();
  await repository.save(deployment);
  const watcher = new DeploymentWatcher(ecs, repository, clock, OPTIONS, new CountedTraffic(traffic));
  const leave = new AbortController();
  const seen: DeploymentSnapshot[] = [];
  let endedAt: number | undefined;
  const watch = async (): Promise<void> => {
    for await (const one of watcher.watch(deployment, leave.signal)) seen.push(one);
    if (!leave.signal.aborted) endedAt = clock.now();
  };
  const watching = watch();
  for (let second = 0; second < seconds && endedAt === undefined; second++) await clock.advance(1000);
  leave.abort();
  await watching;
  const kinds = seen.map((one) => verdictOf(one).kind);
  const rises = seen.map((one, n) => riseOf(seen[n - 1], one)).filter((rise) => rise !== undefined);
  return { seen, kinds, rises, last: seen.at(-1), endedAt, looks: ecs.looks, kept: await repository.latest(REF) };
}

describe('a deployment that stays well after it was done', () => {
  it('is looked at for its time, and nothing more is said of it', async () => {
    const { kinds, endedAt, looks, kept } = await settle([going, done], { seconds: 1000 });
    expect(kinds).toEqual(['in-progress', 'succeeded']);
    expect(endedAt).toBe(DONE + 15 * MINUTE_MS);
    expect(looks).toBeLessThan(240);
    expect(kept?.relapse).toBeUndefined();
  });

  it('is none of those that people, scaling or AWS ended, nor of those that died before it was done', async () => {
    const stopped = [
      task(1, DONE - 1000),
      task(2, DONE + 5000, { stopCode: 'UserInitiated', stoppedReason: 'Stopped by ann', containers: [] }),
      task(3, DONE + 5000, { stopCode: 'SpotInterruption', stoppedReason: 'Spot', containers: [] }),
      task(4, DONE + 5000, { stopCode: 'ServiceSchedulerInitiated', stoppedReason: 'Host is going', containers: [] }),
    ];
    expect((await settle([going, done, later(1, { stopped }), later(2)])).kinds).toEqual(['in-progress', 'succeeded']);
  });

  it('is over once something took its place, or the service is gone', async () => {
    const newer = fresh({ id: 'ecs-svc/9', revision: 'primes-api:3', running: 2 });
    const replaced = await settle([going, done, { service: service([newer]) }]);
    expect(replaced).toMatchObject({ kinds: ['in-progress', 'succeeded'], endedAt: BEGAN + 6000 });
    const gone = await settle([going, done, { error: new ServiceNotFoundError(REF) }]);
    expect(gone).toMatchObject({ kinds: ['in-progress', 'succeeded'], endedAt: BEGAN + 6000 });
  });
});

describe('a deployment whose tasks die after it was done', () => {
  const first = task(1, DONE + 3000);
  const second = task(2, DONE + 20_000);
  /** Before it was done, which it overcame. */
  const early = task(9, DONE - 1000);

  it('is not good any more, counts them, and is told of once', async () => {
    const script = [
      going,
      done,
      later(1, { stopped: [early, first] }),
      later(1),
      later(2, { stopped: [early, first, second] }),
      later(2),
    ];
    const { kinds, rises, last, seen, kept } = await settle(script);
    expect(kinds).toEqual(['in-progress', 'succeeded', 'relapsed', 'relapsed']);
    expect(rises).toEqual(['rise-relapsed']);
    expect(seen[2]).toMatchObject({ doneAt: DONE, relapse: { since: DONE + 3000, died: 1 } });
    expect(last).toMatchObject({
      relapse: { since: DONE + 3000, lastAt: DONE + 20_000, died: 2 },
      stopped: [second, first],
    });
    expect(last?.containers).toEqual([{ name: 'api', main: true, memoryMiB: 512, memoryOf: 'task' }]);
    expect(kept?.relapse).toEqual(last?.relapse);
  });

  it('is watched until none has died for its time, however long that takes', async () => {
    const late = task(2, DONE + 10 * MINUTE_MS);
    const calm = Array.from({ length: 150 }, () => later(1));
    const script = [going, done, later(1, { stopped: [first] }), ...calm, later(2, { stopped: [late] }), later(2)];
    const { endedAt, kinds } = await settle(script, { seconds: 2000 });
    expect(endedAt).toBeGreaterThanOrEqual(DONE + 25 * MINUTE_MS);
    // That it has settled is drawn, too.
    expect(kinds).toEqual(['in-progress', 'succeeded', 'relapsed', 'relapsed', 'relapsed']);
  });

  it('says what took its place', async () => {
    const newer = fresh({ id: 'ecs-svc/9', revision: 'primes-api:1', running: 2, containers: old(1).containers });
    const { last } = await settle([going, done, later(1, { stopped: [first] }), { service: service([newer]) }]);
    expect(last).toMatchObject({ relapse: { died: 1 }, supersededBy: 'primes-api:1', supersededVersion: '1.0.0' });
  });

  it('goes on after a restart from what was known, and counts nobody twice', async () => {
    const relapse = { since: first.stoppedAt, lastAt: first.stoppedAt, died: 1, unhealthy: 0 };
    const deployment = { ...DEPLOYMENT, doneAt: DONE, relapse };
    const { kinds, last, looks } = await settle(
      [later(1, { stopped: [first] }), later(2, { stopped: [first, second] })],
      {
        deployment,
      },
    );
    expect(kinds).toEqual(['relapsed']);
    expect(last).toMatchObject({ relapse: { died: 2 }, stopped: [second, first] });
    expect(looks).toBeGreaterThan(2);
  });

  it('is found out though the look at them fails first', async () => {
    const { kinds } = await settle([going, done, later(1, { stopped: [first] })], {
      prepare: (ecs) => {
        const read = ecs.stoppedTasks.bind(ecs);
        let failures = 0;
        ecs.stoppedTasks = (...asked) => (failures++ < 2 ? Promise.reject(new Error('Rate exceeded')) : read(...asked));
      },
    });
    expect(kinds.at(-1)).toBe('relapsed');
  });
});

describe('a deployment whose tasks fail their health checks after it was done', () => {
  const ailing: Said = { ...later(1), running: tasks('unhealthy') };

  it('has relapsed when one does so twice, and is not left while one does', async () => {
    const { last, endedAt } = await settle([going, done, ailing], { seconds: 1200 });
    expect(last).toMatchObject({ relapse: { died: 0, unhealthy: 1 }, ailing: [{ kind: 'timeout' }] });
    expect(endedAt).toBeUndefined();
  });

  it('has not when it was only not ready yet', async () => {
    expect((await settle([going, done, ailing, later(2)])).kinds).toEqual(['in-progress', 'succeeded']);
  });
});

describe('a deployment whose requests fail after it was done', () => {
  const counted = (since: Traffic, before: Traffic) => (from: number) => (from >= DONE ? since : before);
  const well = { requests: 1000, errors: {} };

  it.each<[string, Traffic, Traffic, object | undefined]>([
    [
      'more than before',
      { requests: 200, errors: { '502': 5, '504': 1 } },
      well,
      { code: '502', share: 0.03, before: 0 },
    ],
    ['all, because nobody is there', { requests: 0, errors: { '503': 9 } }, well, { code: '503', share: 1, before: 0 }],
    [
      'as much as before',
      { requests: 200, errors: { '5xx': 6 } },
      { requests: 1000, errors: { '5xx': 30 } },
      undefined,
    ],
    ['twice', { requests: 2, errors: { '502': 2 } }, well, undefined],
    ['hardly', { requests: 1000, errors: { '502': 9 } }, well, undefined],
  ])('%s', async (_how, since, before, errors) => {
    const { last, kinds } = await settle([going, done], { traffic: counted(since, before) });
    expect(kinds.at(-1)).toBe(errors ? 'relapsed' : 'succeeded');
    expect(last?.relapse?.errors).toEqual(errors);
  });

  it('has no say where they cannot be read', async () => {
    const denied = new NotPermittedError('elasticloadbalancing:DescribeTargetGroups', {
      why: '',
      next: '',
      cause: undefined,
    });
    const { kinds } = await settle([going, done, later(1, { stopped: [task(1, DONE + 3000)] }), later(1)], {
      traffic: () => {
        throw denied;
      },
    });
    expect(kinds).toEqual(['in-progress', 'succeeded', 'relapsed']);
  });
});
