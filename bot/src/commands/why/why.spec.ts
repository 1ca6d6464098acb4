import { problemsOf } from '../../chat/spec/block-kit.fake';
import type { Cause, TaskCause } from '../../domain/causes/cause.types';
import type { Deployment } from '../../domain/deployments/deployment.types';
import type { DeploymentSnapshot } from '../../domain/deployments/snapshot.types';
import type { LastLook, Why } from '../../domain/deployments/why.types';
import { ecsService } from '../../domain/observations/spec/ecs-services.fake';
import { whyView } from './why.view';

const NOW = Date.UTC(2026, 10, 29, 12);
const REF = { environment: 'default', cluster: 'primes', service: 'primes-api' };
const DEPLOYMENT: Deployment = {
  id: 'dep-1',
  ref: REF,
  actor: { id: 'U0ANN', name: 'ann' },
  startedAt: NOW - 7_500_000,
  container: 'app',
  from: { image: 'repo:1.0.0', tag: '1.0.0' },
  to: { image: 'repo:1.1.0', tag: '1.1.0' },
  revision: 'primes-api:2',
  previousRevision: 'primes-api:1',
  handle: { id: 'ecs-svc/2', revision: 'primes-api:2' },
};
const OOM: TaskCause = {
  of: 'tasks',
  ending: { kind: 'memory', container: 'app', limitMiB: 512, limitOf: 'task' },
  count: 3,
  newest: 'a'.repeat(32),
  newestAt: NOW,
};
const LINES = { container: 'app', lines: [{ at: NOW, text: 'loading <!channel> `everything`' }] };

function look(change: Partial<LastLook>, more: Partial<DeploymentSnapshot> = {}): LastLook {
  const snapshot: DeploymentSnapshot = {
    deployment: DEPLOYMENT,
    at: NOW,
    status: 'ROLLBACK_SUCCESSFUL',
    desired: 2,
    fresh: { revision: 'primes-api:2', desired: 2, running: 0, pending: 0 },
    old: [{ revision: 'primes-api:1', version: '1.0.0', desired: 2, running: 2, pending: 0 }],
    stopped: Array.from({ length: 3 }, () => ({ id: '', stoppedAt: 0, stoppedReason: '', containers: [] })),
    ...more,
  };
  return { snapshot, kind: 'rolled-back', causes: [], ...change };
}
const why = (change: Partial<Why> = {}): Why => ({ at: NOW, service: ecsService({ ref: REF }), healthy: 2, ...change });
const says = (asked: Why): string => whyView(asked, undefined).text;
const shows = (asked: Why): string => JSON.stringify(whyView(asked, undefined).blocks);

describe('the answer to why', () => {
  it.each<[string, Why, string]>([
    [
      'a deployment that fails',
      why({ last: look({ kind: 'failing', causes: [OOM] }, { status: 'IN_PROGRESS' }) }),
      'primes/primes-api: 1.1.0 is failing: 3 of 3 new tasks were killed for memory (exit 137, limit 512 MiB). 2 of 1.0.0 still serve; 0 of 2 new running.',
    ],
    [
      'one that is rolled back just now',
      why({ last: look({ kind: 'rolling-back', causes: [OOM] }) }),
      'primes/primes-api: 1.1.0 failed and is being rolled back: 3 of 3 new tasks were killed for memory (exit 137, limit 512 MiB). 2 of 1.0.0 still serve; 0 of 2 new running.',
    ],
    [
      'one that failed',
      why({ steadySince: NOW - 7_000_000, last: look({ causes: [OOM], endedAt: NOW - 7_200_000 }) }),
      'primes/primes-api: 2 of 2 healthy, steady since 1 h 57 min ago; the last deployment 1.1.0 failed 2 h ago and was rolled back: 3 of 3 new tasks were killed for memory (exit 137, limit 512 MiB).',
    ],
    [
      'one that ECS has forgotten',
      why({
        last: look({
          kept: { ...OOM, ending: { kind: 'exit', container: 'app', exitCode: 1 } },
          endedAt: NOW - 7_200_000,
        }),
      }),
      'primes/primes-api: 2 of 2 healthy; the last deployment 1.1.0 failed 2 h ago and was rolled back: 3 tasks ended: app exited 1.',
    ],
    [
      'one of which nobody knows why',
      why({ last: look({ kind: 'failed', endedAt: NOW - 7_200_000 }) }),
      'primes/primes-api: 2 of 2 healthy; the last deployment 1.1.0 failed 2 h ago, and nothing was rolled back: I do not know why.',
    ],
    [
      'a restart that failed',
      why({ last: look({ causes: [OOM], endedAt: NOW }, { deployment: { ...DEPLOYMENT, isRestart: true } }) }),
      'primes/primes-api: 2 of 2 healthy; the last restart of 1.1.0 failed just now and was rolled back: 3 of 3 new tasks were killed for memory (exit 137, limit 512 MiB).',
    ],
    [
      'one that is well on its way',
      why({ last: look({ kind: 'in-progress' }, { status: 'IN_PROGRESS' }) }),
      'primes/primes-api: 2 of 2 healthy; 1.1.0 is being deployed, and nothing is wrong with it so far. 2 of 1.0.0 still serve; 0 of 2 new running.',
    ],
    [
      'one that was done and fails',
      why({
        last: look(
          { kind: 'relapsed', causes: [OOM] },
          { relapse: { since: NOW, lastAt: NOW, died: 3, unhealthy: 0 } },
        ),
      }),
      'primes/primes-api: 1.1.0 was done and fails since: 3 tasks were killed for memory (exit 137, limit 512 MiB).',
    ],
    [
      'one whose requests fail since',
      why({
        last: look(
          { kind: 'relapsed' },
          {
            relapse: { since: NOW, lastAt: NOW, died: 0, unhealthy: 0, errors: { code: '502', share: 0.1, before: 0 } },
          },
        ),
      }),
      'primes/primes-api: 1.1.0 was done and fails since: requests end in 502 that did not before.',
    ],
    [
      'nothing wrong',
      why({ steadySince: NOW - 60_000, last: look({ kind: 'succeeded', endedAt: NOW - 7_200_000 }) }),
      'primes/primes-api: 2 of 2 healthy, steady since 60 s ago; the last deployment 1.1.0 succeeded 2 h ago.',
    ],
    ['no deployment known', why(), 'primes/primes-api: 2 of 2 healthy.'],
    [
      'not steady, and nobody knows why',
      why({ service: ecsService({ ref: REF, steady: false, counts: { desired: 2, running: 1, pending: 0 } }) }),
      'primes/primes-api: 1 of 2 healthy, not steady.',
    ],
  ])('%s', (_what, asked, expected) => {
    expect(says(asked)).toBe(expected);
  });

  it('shows the evidence, the end of the log, what is new, and what to try', () => {
    const differences = [{ container: 'app', member: 'environment', names: ['NEW_FLAG'] }];
    const shown = shows(why({ last: look({ causes: [{ ...OOM, lines: LINES }, CRASH] }, { differences }) }));
    expect(shown).toContain('Last was `aaaaaaaa`. To try: Raise the task');
    expect(shown).toContain("Its log ends:\\n> `loading &lt;!channel&gt; 'everything'`");
    expect(shown).toContain('Also: 1 of 3 new tasks exited 1.');
    expect(shown).toContain('New from `primes-api:1` to `primes-api:2`:');
    expect(shown).toContain('environment: `NEW_FLAG`');
  });

  it('owns up to where it has it from', () => {
    expect(shows(why({ last: look({ kept: OOM }) }))).toContain('ECS has forgotten its tasks');
    const unseen = {
      deployment: { ...DEPLOYMENT, id: '', actor: { outside: true } as const },
      statusReason: 'It timed out.',
    };
    const shown = shows(why({ last: look({}, unseen) }));
    expect(shown).toContain('I did not see this deployment begin');
    expect(shown).toContain('ECS says: It timed out.');
    expect(shows(why({ last: look({ causes: [OOM] }, unseen) }))).not.toContain('ECS says');
  });

  it('has no evidence of what is well', () => {
    expect(shows(why({ last: look({ kind: 'succeeded' }) }))).not.toMatch(/Last was|To try|Its log/);
  });

  it('fits, and offers to look on', () => {
    const long = '<!here> '.repeat(500);
    const lines = { container: 'app', lines: Array.from({ length: 60 }, (_, at) => ({ at, text: long })) };
    const causes: Cause[] = Array.from({ length: 30 }, (_, n) => ({
      ...OOM,
      lines,
      ending: { kind: 'other', reason: `${n} ${long}` },
    }));
    const differences = Array.from({ length: 40 }, (_, n) => ({ member: `m${n}`, from: long, to: long }));
    const message = whyView(why({ last: look({ kind: 'failing', causes }, { differences }) }), 'prim');
    expect(problemsOf(message)).toEqual([]);
    expect(JSON.stringify(message)).not.toContain('<!here>');
    for (const label of ['Refresh', 'Status', 'Events', 'Logs'])
      expect(JSON.stringify(message)).toContain(`"${label}"`);
    expect(JSON.stringify(message)).toContain('I took `prim` for `primes/primes-api`.');
  });
});

const CRASH: TaskCause = { ...OOM, ending: { kind: 'exit', container: 'app', exitCode: 1 }, count: 1 };
