import { labelsOf, problemsOf, valueOf } from '../../chat/spec/block-kit.fake';
import type { Deployment } from '../../domain/deployments/deployment.types';
import type { Obstacle } from '../../domain/causes/cause.types';
import type { HealthFailure, StoppedTask } from '../../domain/causes/evidence.types';
import type { DeploymentSnapshot } from '../../domain/deployments/snapshot.types';
import { deploymentView, endView, riseView, startedView } from './deployment.view';

const NOW = Date.UTC(2026, 10, 24, 12);
const SAID = 'Asked by *ann*: `/ecs image primes-api oom`';
const DEPLOYMENT: Deployment = {
  id: 'dep-1',
  ref: { environment: 'default', cluster: 'primes', service: 'primes-api' },
  actor: { id: 'U0ANN', name: 'ann' },
  startedAt: NOW - 30_000,
  container: 'app',
  from: { image: 'r/primes-api:1.0.0', tag: '1.0.0' },
  to: { image: 'r/primes-api:oom', tag: 'oom' },
  revision: 'primes-api:2',
  previousRevision: 'primes-api:1',
  handle: { id: 'ecs-svc/2', revision: 'primes-api:2' },
};
const RESTART: Deployment = { ...DEPLOYMENT, to: DEPLOYMENT.from, isRestart: true };
const FRESH = { revision: 'primes-api:2', version: 'oom', desired: 2, running: 0, pending: 0 };
const OLD = { revision: 'primes-api:1', version: '1.0.0', desired: 2, running: 2, pending: 0 };

function snapshot(change: Partial<DeploymentSnapshot> = {}): DeploymentSnapshot {
  return {
    deployment: DEPLOYMENT,
    at: NOW,
    status: 'IN_PROGRESS',
    desired: 2,
    fresh: { ...FRESH, pending: 2, healthy: 0 },
    old: [OLD],
    breaker: { on: true, rollback: true },
    containers: [{ name: 'app', main: true, memoryMiB: 512, memoryOf: 'task' }],
    stopped: [],
    ...change,
  };
}

const placeless = (reason: string): Obstacle => ({ kind: 'placement', problem: 'capacity', reason });
const id = (n: number): string => `${n}`.padStart(8, 'a').padEnd(32, '0');
const stops = (amount: number, stop: Partial<StoppedTask>): StoppedTask[] =>
  Array.from({ length: amount }, (_, n) => ({
    id: id(n),
    stoppedAt: NOW - n,
    stoppedReason: 'Essential container in task exited',
    stopCode: 'EssentialContainerExited',
    containers: [],
    ...stop,
  }));
const OOM = { containers: [{ name: 'app', exitCode: 137, reason: 'OutOfMemoryError: Container killed' }] };
const CRASH = { containers: [{ name: 'app', exitCode: 1 }] };
/** What ECS's own SIGTERM made the container exit with is no cause. */
const ELB = {
  stoppedReason:
    'Task failed ELB health checks in (target-group arn:aws:elasticloadbalancing:r:1:targetgroup/primes/01)',
  stopCode: 'ServiceSchedulerInitiated' as const,
  containers: [{ name: 'app', exitCode: 0 }],
};
const found = (kind: HealthFailure['kind'], more: Partial<HealthFailure> = {}): HealthFailure[] => [
  { task: id(0), at: NOW, kind, port: 80, ...more },
];
const failing = (inARow: number, lasting = false) => ({ why: 'tasks' as const, since: NOW - 20_000, inARow, lasting });
const oom = {
  stopped: stops(1, OOM),
  fresh: { ...FRESH, running: 2, healthy: 0 },
  failures: { count: 1, threshold: 3 },
  failing: failing(1),
};
const rolledBack = snapshot({
  status: 'ROLLBACK_SUCCESSFUL',
  fresh: { ...FRESH, desired: 0 },
  failures: { count: 3, threshold: 3 },
  rollback: { revision: 'primes-api:1', version: '1.0.0', reason: 'Rolled back because of the circuit breaker.' },
  stopped: stops(3, OOM),
});
const done = snapshot({ status: 'SUCCESSFUL', fresh: { ...FRESH, running: 2 }, old: [] });

const says = (state: DeploymentSnapshot): string => deploymentView(state, SAID).text.replace('primes/primes-api: ', '');
const shows = (state: DeploymentSnapshot): string => JSON.stringify(deploymentView(state, SAID).blocks);

describe('the sentence of a deployment', () => {
  it.each<[string, Partial<DeploymentSnapshot>, string]>([
    ['just begun', {}, 'deploying 1.0.0 → oom. 0 of 2 new healthy, 2 starting; 2 of 1.0.0 serve.'],
    [
      'running, not healthy yet',
      { fresh: { ...FRESH, running: 2, healthy: 0 } },
      'deploying 1.0.0 → oom. 0 of 2 new healthy, 2 starting; 2 of 1.0.0 serve.',
    ],
    [
      'health not known',
      { fresh: { ...FRESH, running: 2 }, healthUnread: 'It is denied.' },
      'deploying 1.0.0 → oom. 2 of 2 new running; 2 of 1.0.0 serve.',
    ],
    [
      'half',
      { fresh: { ...FRESH, running: 2, healthy: 1 }, old: [{ ...OLD, running: 1 }] },
      'deploying 1.0.0 → oom. 1 of 2 new healthy, 1 starting; 1 of 1.0.0 serves.',
    ],
    [
      'its first failure',
      oom,
      'oom is failing: 1 of 3 new tasks was killed for memory (exit 137, limit 512 MiB). 0 of 2 new healthy, 2 starting, 1 failed; 2 of 1.0.0 serve.',
    ],
    [
      'unhealthy at the balancer',
      { fresh: { ...FRESH, running: 2, healthy: 0 }, ailing: found('codes', { codes: '503' }) },
      'deploying 1.0.0 → oom. 0 of 2 new healthy, 1 unhealthy, 1 starting; 2 of 1.0.0 serve.',
    ],
    [
      'recovered',
      { stopped: stops(1, OOM), fresh: { ...FRESH, running: 2, healthy: 2 } },
      'deploying 1.0.0 → oom. 2 of 2 new healthy, 1 failed; 2 of 1.0.0 serve.',
    ],
    [
      'for ever',
      {
        desired: 1,
        fresh: { ...FRESH, running: 0 },
        old: [{ ...OLD, running: 1 }],
        breaker: { on: false, rollback: false },
        stopped: stops(9, CRASH),
        failing: failing(9, true),
      },
      'oom does not start: 9 starts in a row exited 1. 0 of 1 new running, 9 failed; 1 of 1.0.0 serves. This service has no circuit breaker, so ECS will try for ever.',
    ],
    [
      'no place',
      {
        fresh: { ...FRESH, healthy: 0 },
        failing: { ...failing(0, true), why: 'placement' },
        obstacles: [placeless('Capacity is unavailable at this time.')],
      },
      'oom finds no place: AWS has no capacity for it at the moment. 0 of 2 new healthy; 2 of 1.0.0 serve.',
    ],
    [
      'nothing comes',
      { failing: { ...failing(0, true), why: 'stalled', since: NOW - 600_000 } },
      'nothing has come of oom for 10 min: 2 new tasks have been starting for 10 min, and ECS does not say what for. 0 of 2 new healthy, 2 starting; 2 of 1.0.0 serve.',
    ],
    [
      'AWS silent from the start',
      {
        desired: 0,
        fresh: { ...FRESH },
        old: [],
        stale: 'x',
        failing: { ...failing(0, true), why: 'unread', since: NOW - 600_000 },
      },
      'how oom goes is not known: AWS has not said so for 10 min.',
    ],
    [
      'rolling back',
      { ...rolledBack, status: 'ROLLBACK_IN_PROGRESS' },
      'oom failed: 3 of 3 new tasks were killed for memory (exit 137, limit 512 MiB). ECS rolls back to 1.0.0. 2 of 1.0.0 serve; 0 of 2 new running, 3 failed.',
    ],
    [
      'rolled back',
      rolledBack,
      'rolled back: oom failed, 1.0.0 is back and serves from 2 tasks: 3 of 3 new tasks were killed for memory (exit 137, limit 512 MiB).',
    ],
    [
      'partly back',
      { ...rolledBack, old: [{ ...OLD, running: 1 }] },
      'rolled back: oom failed, 1.0.0 is back and serves from 1 of 2 tasks: 3 of 3 new tasks were killed for memory (exit 137, limit 512 MiB).',
    ],
    ['done', done, 'done: 1.0.0 → oom. oom serves from 2 tasks, and nothing else runs.'],
    [
      'done where no task is wanted',
      { ...done, desired: 0, fresh: FRESH },
      'done: 1.0.0 → oom. It is set to 0 tasks, so nothing runs.',
    ],
    [
      'under way as a restart',
      { deployment: RESTART },
      'restarting 1.0.0 with new tasks. 0 of 2 new healthy, 2 starting; 2 of 1.0.0 (primes-api:1) serve.',
    ],
    [
      'done as a restart',
      { ...done, deployment: RESTART },
      'done: 1.0.0 was restarted. 1.0.0 serves from 2 new tasks, and nothing else runs.',
    ],
    [
      'done in part',
      { status: 'SUCCESSFUL', fresh: { ...FRESH, running: 1 } },
      'ECS calls oom done, but only 1 of 2 tasks are new. 1 of 2 new running; 2 of 1.0.0 serve.',
    ],
    [
      'failed for good',
      { status: 'FAILED', fresh: { ...FRESH, running: 1 } },
      'failed: oom did not come up, and nothing was rolled back: I do not know why. 2 of 1.0.0 serve; 1 of 2 new running.',
    ],
    [
      'replaced',
      {
        status: 'REPLACED',
        supersededBy: 'primes-api:3',
        supersededVersion: '1.2.0',
        fresh: { ...FRESH, running: 1 },
        old: [{ ...OLD, revision: 'primes-api:3', version: '1.2.0' }],
      },
      'replaced: 1.2.0 took the place of oom. Now run: 2 of 1.2.0, 1 of oom.',
    ],
    [
      'in a task of several containers',
      { ...rolledBack, several: true },
      'rolled back: app oom failed, app 1.0.0 is back and serves from 2 tasks: 3 of 3 new tasks were killed for memory (app exit 137, limit 512 MiB).',
    ],
    [
      'old tasks of the same tag',
      { old: [{ ...OLD, version: 'oom' }] },
      'deploying 1.0.0 → oom. 0 of 2 new healthy, 2 starting; 2 of oom (primes-api:1) serve.',
    ],
  ])('%s', (_name, change, sentence) => {
    expect(says(snapshot(change))).toBe(sentence);
  });
});

describe('why its tasks stopped', () => {
  it.each<[string, Partial<StoppedTask>, HealthFailure[], string]>([
    ['memory', OOM, [], '1 of 1 new task was killed for memory (exit 137, limit 512 MiB).'],
    ['a crash', CRASH, [], '1 of 1 new task exited 1.'],
    ['a signal', { containers: [{ name: 'app', exitCode: 139 }] }, [], 'exited 139 (crashed: segmentation fault).'],
    ['an end', { containers: [{ name: 'app', exitCode: 0 }] }, [], 'exited 0 (its program ended by itself).'],
    ['a wrong code', ELB, found('codes', { codes: '503' }), 'failed the health check: the answer on port 80 was 503.'],
    ['no answer', ELB, found('timeout'), 'no answer in time on port 80; it hangs, or takes longer to start'],
    [
      'no connection',
      ELB,
      found('no-connection'),
      'no connection on port 80, or no HTTP in it; it may not listen there',
    ],
    ['nothing known', ELB, [], 'failed the health check: the load balancer did not say how.'],
    [
      'its own check',
      { ...ELB, stoppedReason: 'Task failed container health checks' },
      [],
      "failed the health check: the container's own check failed.",
    ],
    [
      'no image',
      {
        stopCode: 'TaskFailedToStart',
        stoppedReason: 'CannotPullContainerError: failed to resolve ref repo/primes:missing: not found',
        containers: [],
      },
      [],
      'could not start: the image `repo/primes:missing` does not exist in its registry (any more).',
    ],
    [
      'words nobody knows',
      { stopCode: 'TaskFailedToStart', stoppedReason: 'Quite new <!here>', containers: [] },
      [],
      'stopped: Quite new &lt;!here&gt;.',
    ],
  ])('%s', (_name, stop, unhealthy, sentence) => {
    const shown = shows(snapshot({ stopped: stops(1, stop), unhealthy, fresh: FRESH, failing: failing(1) }));
    expect(shown).toContain(sentence);
  });

  it('is never what ECS itself made a container exit with when it stopped it', () => {
    expect(shows(snapshot({ stopped: stops(1, ELB), fresh: FRESH, failing: failing(1) }))).not.toContain('exit');
  });

  it('is one line for all that stopped alike, those of most tasks first', () => {
    const mixed = [...stops(1, CRASH), ...stops(3, OOM)];
    const shown = shows(snapshot({ stopped: mixed, fresh: FRESH, failing: failing(4) }));
    expect(shown).toContain('oom is failing: 3 of 4 new tasks were killed for memory (exit 137, limit 512 MiB).');
    expect(shown.indexOf('3 of 4')).toBeLessThan(shown.indexOf('1 of 4 new tasks exited 1.'));
    expect(shown.match(/Last was/g)).toHaveLength(2);
  });

  it('names the container where there are several, and says what the checks find of tasks that run', () => {
    const stopped = stops(1, { containers: [{ name: 'proxy', exitCode: 1 }] });
    const ailing = found('codes', { codes: '503' });
    const shown = shows(snapshot({ stopped, several: true, ailing, failing: failing(1) }));
    expect(shown).toContain('1 of 3 new tasks ended because the essential sidecar `proxy` exited 1.');
    expect(shown).toContain('1 of those that run fails the health check now: the answer on port 80 was 503.');
  });

  it('says how far ECS goes without contradicting itself', () => {
    const at = (count: number): string => shows(snapshot({ ...oom, failures: { count, threshold: 3 } }));
    expect(at(2)).toContain('2 failed starts in a row; ECS gives up at 3.');
    expect(at(4)).toContain('4 failed starts in a row: that is where ECS gives up.');
    expect(shows({ ...rolledBack, failures: { count: 4, threshold: 3 } })).toContain(
      'ECS gave up after 4 failed starts in a row.',
    );
    expect(shows(snapshot({ ...oom, breaker: { on: true, rollback: false } }))).toContain(
      'ECS gives up at 3, and rolls nothing back.',
    );
    expect(shows({ ...rolledBack, failures: { count: 0, threshold: 3 }, rollback: { reason: 'Alarm x.' } })).toContain(
      'Alarm x.',
    );
  });

  it('owns up to what is not known', () => {
    expect(shows(snapshot({ healthUnread: 'It is denied.' }))).toContain('healthy I cannot say. It is denied.');
    expect(shows({ ...done, healthUnread: 'It is denied.' })).not.toContain('denied');
    expect(shows({ ...rolledBack, stoppedUnread: 'It is denied.' })).toContain('I cannot say. It is denied.');
    expect(shows({ ...done, stoppedUnread: 'It is denied.' })).not.toContain('denied');
    expect(shows(snapshot({ stale: 'Rate exceeded' }))).toContain('AWS could not be asked just now (Rate exceeded)');
    expect(shows(snapshot({ restartedAt: NOW - 5000 }))).toMatch(
      /Somebody started the same revision again <!date[^>]*>; I follow that one/,
    );
  });
});

describe('the message of a deployment', () => {
  it('quotes who asked without a mention, and shows how far it is in no red code', () => {
    const shown = shows(snapshot({ fresh: { ...FRESH, running: 2, healthy: 1 }, old: [{ ...OLD, running: 1 }] }));
    expect(shown).toContain(SAID);
    expect(shown).not.toContain('<@');
    expect(shown).toContain('"██████████░░░░░░░░░░ 50 %"');
    expect(shows(snapshot(oom))).not.toContain('░');
    expect(JSON.stringify(startedView(DEPLOYMENT, SAID, NOW))).not.toContain('<@');
    expect(startedView(RESTART, SAID, NOW).text).toBe('primes/primes-api: restarting 1.0.0');
  });

  it('tells good, bad and under way by words, and by a mark after them', () => {
    const states = [snapshot(), snapshot(oom), done, rolledBack];
    const marks = states.map((state) => /: \*[^*]+\* ([^\w\s\\"]+)/.exec(shows(state))?.[1]);
    expect(marks).toEqual(['⏳', '⚠️', '✅', '❌']);
    expect(states.map(says).join()).not.toMatch(/[⏳⚠✅❌]/u);
    expect(shows(rolledBack)).not.toMatch(/done|✅|primary/);
  });

  it('says that it goes back where somebody wanted that', () => {
    const back: Deployment = { ...DEPLOYMENT, from: DEPLOYMENT.to, to: DEPLOYMENT.from, isRollback: true };
    expect(startedView(back, SAID, NOW).text).toContain('rolling back oom → 1.0.0');
    expect(deploymentView(snapshot({ deployment: back }), SAID).text).toContain('rolling back oom → 1.0.0.');
  });

  it('offers the way out while it goes on, and the way back where it is done', () => {
    const going = deploymentView(snapshot({ several: true }), SAID);
    expect(labelsOf(going)).toEqual(['Status', 'Events', 'Cancel, back to 1.0.0']);
    expect(valueOf(going, 'Cancel, back to 1.0.0')).toMatchObject({
      kind: 'cancel',
      wish: { deployment: 'ecs-svc/2' },
      basis: { key: 'primes-api:2 ecs-svc/2' },
    });
    expect(labelsOf(startedView(RESTART, SAID, NOW))).toContain('Cancel the restart');
    expect(labelsOf(deploymentView(rolledBack, SAID))).toEqual(['Why?', 'Status', 'Events']);
    expect(labelsOf(deploymentView(done, SAID))).toContain('Back to 1.0.0');
    expect(labelsOf(deploymentView(snapshot({ status: 'SUCCESSFUL' }), SAID))).not.toContain('Back to 1.0.0');
    const from = { ...DEPLOYMENT.from, digest: `sha256:${'a'.repeat(64)}` };
    const known = deploymentView({ ...done, deployment: { ...DEPLOYMENT, from } }, SAID);
    expect(valueOf(known, 'Back to 1.0.0')).toMatchObject({
      wish: { image: from.digest },
      basis: { key: 'primes-api:2' },
    });
  });

  it('is said again to whoever asked when it is over, or becomes worse, with the worst of it', () => {
    expect(endView(rolledBack).text).toBe(
      '<@U0ANN> primes/primes-api: rolled back: oom failed, 1.0.0 is back and serves from 2 tasks: 3 of 3 new tasks were killed for memory (exit 137, limit 512 MiB).',
    );
    expect(JSON.stringify(endView(rolledBack).blocks)).toContain('To try: Raise the task');
    const outside = { ...rolledBack, deployment: { ...DEPLOYMENT, actor: { outside: true } as const } };
    expect(endView(outside).text).toMatch(/^primes\/primes-api: rolled back/);
    const bare = snapshot({ breaker: { on: false, rollback: false }, failing: failing(3, true) });
    expect(riseView(bare).text).toMatch(/^<@U0ANN> .*oom does not start: 3 starts in a row failed\..* try for ever\.$/);
  });

  it('says that more than the image may have changed, where others deployed and the image stays', () => {
    const actor = { outside: true } as const;
    const more = 'The image stays, the task definition is another one: `primes-api:1` → `primes-api:2`.';
    const shown = (deployment: Deployment) => JSON.stringify(deploymentView(snapshot({ deployment }), SAID));
    expect(shown({ ...RESTART, actor })).toContain(more);
    expect(shown({ ...RESTART, actor, revision: RESTART.previousRevision })).not.toContain('The image stays');
    expect([shown(RESTART), shown({ ...DEPLOYMENT, actor })].join()).not.toContain('The image stays');
  });

  it('fits, whatever stopped', () => {
    const long = '<!here> '.repeat(400);
    const stopped = Array.from({ length: 100 }, (_, n) => ({
      ...stops(1, {})[0]!,
      id: id(n),
      stopCode: 'ServiceSchedulerInitiated',
      stoppedReason: `${n} ${long}`,
    }));
    const worst = { stopped, stoppedEarlier: 900, healthUnread: long, stoppedUnread: long, stale: long };
    const states = [
      snapshot(worst),
      snapshot({ ...worst, failing: { ...failing(1000, true), why: 'placement' }, obstacles: [placeless(long)] }),
      snapshot({ ...worst, failing: failing(1000, true) }),
      snapshot({ ...worst, status: 'FAILED', statusReason: long }),
      snapshot({ ...worst, status: 'STOPPED', statusReason: long, ailing: found('other', { reason: long }) }),
      done,
      rolledBack,
    ];
    const said = states.flatMap((state) => [deploymentView(state, SAID), endView(state), riseView(state)]);
    expect(said.flatMap(problemsOf)).toEqual([]);
    expect(problemsOf(startedView(DEPLOYMENT, SAID, NOW))).toEqual([]);
    expect(JSON.stringify(said)).not.toContain('<!here>');
    expect(shows(states[2] ?? snapshot())).toContain('…and 94 more tasks');
  });
});

describe('the message of a deployment that was done and fails since', () => {
  const doneAt = NOW - 240_000;
  const relapse = { since: doneAt + 1000, lastAt: NOW, died: 6, unhealthy: 0 };
  const relapsed = (change: Partial<DeploymentSnapshot> = {}): DeploymentSnapshot =>
    snapshot({
      status: 'SUCCESSFUL',
      fresh: { ...FRESH, running: 1 },
      old: [],
      stopped: stops(6, OOM),
      doneAt,
      relapse,
      ...change,
    });
  const text = (change?: Partial<DeploymentSnapshot>): string => deploymentView(relapsed(change), SAID).text;
  const labels = (change?: Partial<DeploymentSnapshot>) => labelsOf(deploymentView(relapsed(change), SAID));

  it('says when it was done, what became of its tasks and requests, and offers the way back', () => {
    const errors = { code: '502', share: 0.03, before: 0 };
    const view = deploymentView(relapsed({ relapse: { ...relapse, errors } }), SAID);
    expect(view.text).toBe(
      'primes/primes-api: done 4 min ago, but 6 tasks of oom were killed for memory since; 502 for 3 % of requests. Now 1 of 2 tasks run.',
    );
    const words = JSON.stringify(view.blocks);
    expect(words).toContain('done <!date^');
    expect(words).toContain('6 tasks were killed for memory (exit 137, limit 512 MiB).');
    expect(words).toContain('nothing rolls it back by itself');
    expect(words).not.toContain('✅');
    expect(labels()).toContain('Back to 1.0.0');
    expect(problemsOf(view)).toEqual([]);
    expect(labelsOf(riseView(relapsed()))).toEqual(['Back to 1.0.0']);
  });

  it.each(['isRollback', 'fromRelapsed'] as const)('looks for a better one where what was there failed: %s', (fact) => {
    const deployment = { ...relapsed().deployment, [fact]: true };
    expect(labels({ deployment })).toEqual(['Why?', 'Status', 'Events', 'Roll back']);
    expect(labelsOf(riseView(relapsed({ deployment })))).toEqual(['Roll back']);
    expect(labelsOf(deploymentView({ ...done, deployment }, SAID))).toEqual(['Status', 'Events']);
  });

  it.each<[string, Partial<DeploymentSnapshot>]>([
    ['6 tasks of oom exited 1 since.', { stopped: stops(6, CRASH) }],
    ['6 tasks of oom failed the health check since.', { stopped: stops(6, ELB) }],
    ['6 tasks of oom died since.', { stopped: [] }],
    ['1 task of oom failed the health check since.', { stopped: [], relapse: { ...relapse, died: 0, unhealthy: 1 } }],
    [
      'but since then 5xx for 12 % of requests (4 % before it).',
      { relapse: { ...relapse, died: 0, errors: { code: '5xx', share: 0.12, before: 0.04 } } },
    ],
  ])('%s', (words, change) => {
    expect(text(change)).toContain(words);
  });

  it('says what has taken its place, and offers no way back from that', () => {
    const after = { supersededBy: 'primes-api:1', supersededVersion: '1.0.0' };
    expect(JSON.stringify(deploymentView(relapsed(after), SAID).blocks)).toContain('1.0.0 has taken its place since.');
    expect(labels(after)).not.toContain('Back to 1.0.0');
    const again = { supersededBy: 'primes-api:2', supersededVersion: 'oom' };
    expect(JSON.stringify(deploymentView(relapsed(again), SAID).blocks)).toContain('New tasks of it have been started');
  });
});

describe('the message of a deployment that somebody cancelled', () => {
  const cancelledBy = { actor: { id: 'U0CAT', name: 'cat' }, at: NOW };
  const going = snapshot({
    status: 'ROLLBACK_IN_PROGRESS',
    rollback: { revision: 'primes-api:1', version: '1.0.0', reason: 'A user stopped it.' },
    cancelledBy,
  });
  const over = { ...going, status: 'ROLLBACK_SUCCESSFUL' as const, fresh: FRESH };

  it('says who it was, and not that it failed', () => {
    expect(deploymentView(going, SAID).text).toContain('oom was cancelled by cat. ECS brings back 1.0.0.');
    const { text, blocks } = deploymentView(over, SAID);
    expect(text).toContain('cancelled: oom was ended by cat, 1.0.0 is back and serves from 2 tasks.');
    const words = JSON.stringify(blocks);
    expect(words).not.toMatch(/failed|❌|✅|A user stopped it/);
    expect(words).toContain('⏹️');
    expect(endView(over).text).toMatch(/^<@U0ANN> primes\/primes-api: cancelled: oom was ended by cat/);
  });
});
