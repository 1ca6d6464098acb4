import { ManualClock } from '../../kernel/spec/manual-clock';
import { DeploymentWatcher } from './deployment.watcher';
import { momentsOf } from './moments';
import { progressOf } from './progress';
import { riseOf } from './rise';
import type { DeploymentSnapshot } from './snapshot.types';
import { InMemoryDeploymentRepository } from './spec/deployments.in-memory.repository';
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
import { HOOK, OVER, shifting } from './spec/stages.fake';
import { verdictOf } from './verdict';

const POLL = { pollSeconds: 2, stallSeconds: 60, settleMinutes: 0 };
const MINUTE = 60_000;
const done: Said = { service: service([fresh({ running: 2, rollout: 'completed' })]), state: { status: 'SUCCESSFUL' } };

/** Follows the script for so many seconds, each answer as long as it is said to last. */
async function follow(
  script: [Said, number?][],
  seconds: number,
  repository = new InMemoryDeploymentRepository(),
  began = BEGAN,
) {
  const clock = new ManualClock(began);
  const answers = script.flatMap(([said, times = 1]) => Array.from({ length: times }, () => said));
  if ((await repository.latest(REF)) === undefined) await repository.save(DEPLOYMENT);
  const [{ deployment, failing } = { deployment: DEPLOYMENT }] = await repository.followed();
  const ecs = new ScriptedRollouts(answers);
  const watcher = new DeploymentWatcher(ecs, repository, clock, POLL, new CountedTraffic());
  const leave = new AbortController();
  const seen: DeploymentSnapshot[] = [];
  const rises: string[] = [];
  const watch = async (): Promise<void> => {
    for await (const one of watcher.watch(deployment, leave.signal, failing)) {
      const rise = riseOf(seen.at(-1), one);
      if (rise !== undefined) rises.push(rise);
      seen.push(one);
    }
  };
  const watching = watch();
  for (let turn = 0; turn < seconds; turn++) await clock.advance(1000);
  leave.abort();
  await watching;
  return { seen, rises, repository, kinds: seen.map((one) => verdictOf(one).kind), last: seen.at(-1) };
}

describe('watching a deployment that sends the traffic over', () => {
  it('is as far as the traffic is, not as the old tasks are, and green only when ECS calls it done', async () => {
    const { seen, kinds } = await follow(
      [
        [shifting('SCALE_UP', {}, { fresh: 1, old: 2 })],
        [shifting('POST_SCALE_UP')],
        [shifting('PRODUCTION_TRAFFIC_SHIFT', OVER)],
        [shifting('BAKE_TIME', OVER)],
        [done],
      ],
      20,
    );
    expect(kinds).toEqual(['in-progress', 'in-progress', 'in-progress', 'in-progress', 'succeeded']);
    expect(seen.map((one) => progressOf(one).share)).toEqual([0.25, 0.5, 0.99, 0.99, 1]);
  });

  it('bakes since it was seen to, counted down by the minute, though it is long and nothing moves', async () => {
    const { seen, rises } = await follow([[shifting('SCALE_UP')], [shifting('BAKE_TIME', OVER)]], 290);
    expect(seen.map(({ staged }) => staged?.minutesLeft)).toEqual([undefined, 5, 4, 3, 2, 1]);
    expect(seen.at(-1)?.staged?.waitsUntil).toBe(BEGAN + 2000 + 5 * MINUTE);
    expect(rises).toEqual([]);
  });

  it('bakes on since then after a restart', async () => {
    const { repository } = await follow([[shifting('SCALE_UP')], [shifting('BAKE_TIME', OVER)]], 10);
    const { seen } = await follow([[shifting('BAKE_TIME', OVER)]], 3, repository, BEGAN + 3 * MINUTE);
    expect(seen[0]?.staged?.waitsUntil).toBe(BEGAN + 2000 + 5 * MINUTE);
  });

  it('is failing where it has baked, and nothing more comes', async () => {
    const { rises, last } = await follow([[shifting('SCALE_UP')], [shifting('BAKE_TIME', OVER)]], 400);
    expect(rises).toHaveLength(1);
    expect(last?.failing).toMatchObject({ why: 'stalled' });
    expect(last!.failing!.since).toBeGreaterThanOrEqual(BEGAN + 5 * MINUTE);
  });

  it('is not failing while it waits for somebody, however long that is, and remembers what it waits for', async () => {
    const paused = shifting('PRE_SCALE_UP', { hooks: [HOOK] }, { fresh: 0, old: 2 });
    const { rises, last, repository } = await follow([[paused]], 300);
    expect(rises).toEqual([]);
    const pause = { id: HOOK.id, stage: 'PRE_SCALE_UP', expiresAt: HOOK.expiresAt, otherwise: 'ROLLBACK' };
    expect(last?.staged?.pause).toEqual(pause);
    expect((await repository.latest(REF))?.stage).toEqual({ key: 'PRE_SCALE_UP 0', since: BEGAN, pause });
  });

  it('is failing where a hook of a function does not answer for long', async () => {
    const asking = shifting('POST_SCALE_UP', { hooks: [{ id: 'f', kind: 'function', status: 'running' }] });
    const { last } = await follow([[asking]], 90);
    expect(last).toMatchObject({ failing: { why: 'stalled' }, staged: { isAsking: true } });
  });

  it('has rolled back where ECS says so, whatever the traffic says, and is never green', async () => {
    const back = shifting('CLEAN_UP', {}, { fresh: 0, old: 2 }, 'ROLLBACK_SUCCESSFUL');
    expect((await follow([[shifting('BAKE_TIME', OVER)], [back]], 10)).kinds).toEqual(['in-progress', 'rolled-back']);
  });
});

describe('watching a rolling deployment', () => {
  it('knows its alarms though it has no stages', async () => {
    const alarms = { names: ['errors'], triggered: [] };
    const rollout = { strategy: 'ROLLING', bakeMinutes: 0, hooks: [], alarms } as const;
    const said: Said = { service: service([fresh(), old(2)]), state: { rollout: { ...rollout, hooks: [] } } };
    const { last, repository } = await follow([[said]], 3);
    expect(last?.staged).toMatchObject({ alarms, since: BEGAN });
    expect(await repository.latest(REF)).not.toHaveProperty('stage');
  });

  const moving = (fresher: number, older: number, events: string[] = []): Said => ({
    service: service([fresh({ running: fresher }), ...(older > 0 ? [old(older)] : [])], {
      events: events.map((message, n) => ({ id: `${n}`, at: BEGAN + 1000, message })),
    }),
    state: {},
    running: tasks(...Array.from({ length: fresher }, () => 'healthy' as const)),
  });

  it('is failing where it is up and the old tasks do not go, whether ECS says why or not', async () => {
    const protectedTasks =
      '(service primes-api) was unable to reach steady state because (taskSet ecs-svc/1) was unable to scale in due to (reason 2 tasks under protection)';
    expect((await follow([[moving(2, 2)]], 90)).last?.failing).toMatchObject({ why: 'stalled' });
    const { last } = await follow([[moving(2, 2, ['has started 1 tasks', protectedTasks])]], 90);
    expect(last?.failing).toMatchObject({ why: 'hindered' });
  });

  it('is not failing as long as old tasks go, one after the other', async () => {
    const { rises } = await follow([[moving(2, 2), 10], [moving(2, 1), 10], [moving(2, 0), 10], [done]], 130);
    expect(rises).toEqual([]);
  });

  it('is well again once it moves', async () => {
    const { kinds } = await follow([[moving(2, 2), 18], [moving(2, 1)], [done]], 200);
    expect(kinds).toEqual(['in-progress', 'failing', 'in-progress', 'succeeded']);
  });
});

describe('what is told on the way', () => {
  const names = async (...script: Said[]) => {
    const { seen } = await follow(
      script.map((said) => [said]),
      30,
    );
    return [...new Set(seen.flatMap((one) => momentsOf(one).map(({ name }) => name)))];
  };

  it('is each stage and each share of the traffic, the first healthy task, and alarms, once', async () => {
    const linear = (share: number) =>
      shifting('PRODUCTION_TRAFFIC_SHIFT', { strategy: 'LINEAR', production: { fresh: share, old: 100 - share } });
    const alarms = { names: ['errors'], triggered: ['errors'] };
    expect(
      await names(
        shifting('SCALE_UP', {}, { fresh: 0, old: 2 }),
        linear(10),
        linear(20),
        shifting('BAKE_TIME', { ...OVER, alarms }),
        done,
      ),
    ).toEqual([
      'stage-SCALE_UP-0',
      'first-healthy',
      'stage-PRODUCTION_TRAFFIC_SHIFT-10',
      'stage-PRODUCTION_TRAFFIC_SHIFT-20',
      'stage-BAKE_TIME-100',
      'alarms-1',
    ]);
  });

  it('is no stage of a rolling deployment, which has none of its own', async () => {
    expect(await names(shifting('SCALE_UP', { strategy: 'ROLLING' }), done)).toEqual(['first-healthy']);
  });

  it('is each way in which its tasks end, under a name that says nothing of AWS', async () => {
    const stop = (n: number, change: object) => ({
      id: `${n}`.repeat(32),
      stoppedAt: BEGAN + n,
      stoppedReason: 'Essential container in task exited',
      stopCode: 'EssentialContainerExited',
      containers: [],
      ...change,
    });
    const failing: Said = {
      service: service([fresh({ failedTasks: 3 }), old(2)]),
      state: {},
      stopped: [
        stop(1, { containers: [{ name: 'api', exitCode: 1 }] }),
        stop(2, { containers: [{ name: 'other', exitCode: 1 }] }),
        stop(3, {
          stopCode: 'TaskFailedToStart',
          stoppedReason: 'arn:aws:secretsmanager:us-west-2:123456789012:secret:x',
        }),
      ],
    };
    expect((await names(failing)).toSorted()).toEqual(['failed-exit-1', 'failed-start-secret-failed']);
  });
});

describe('how often a deployment is looked at', () => {
  /** When it was looked at, in seconds since it began. */
  async function looksOf(script: [Said, number?][], seconds: number): Promise<number[]> {
    const clock = new ManualClock(BEGAN);
    const answers = script.flatMap(([said, times = 1]) => Array.from({ length: times }, () => said));
    const ecs = new ScriptedRollouts(answers);
    const at: number[] = [];
    const state = ecs.state.bind(ecs);
    ecs.state = () => {
      at.push((clock.now() - BEGAN) / 1000);
      return state();
    };
    const watcher = new DeploymentWatcher(ecs, new InMemoryDeploymentRepository(), clock, POLL, new CountedTraffic());
    const leave = new AbortController();
    const seen: DeploymentSnapshot[] = [];
    const watching = (async () => {
      for await (const one of watcher.watch(DEPLOYMENT, leave.signal)) seen.push(one);
    })();
    for (let turn = 0; turn < seconds; turn++) await clock.advance(1000);
    leave.abort();
    await watching;
    return at;
  }

  it('is half as often while nothing comes of it for the moment, and as often as is set once something does', async () => {
    const starting = shifting('SCALE_UP', {}, { fresh: 1, old: 2 });
    expect(await looksOf([[starting, 6], [shifting('POST_SCALE_UP'), 1], [shifting('BAKE_TIME', OVER)]], 30)).toEqual([
      0, 2, 4, 8, 12, 16, 20, 22, 24, 26, 28,
    ]);
  });
});
