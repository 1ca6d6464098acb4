import { labelsOf, problemsOf, valueOf } from '../../chat/spec/block-kit.fake';
import type { Change } from '../../domain/changes/change.types';
import { DEPLOYMENT } from '../../domain/deployments/spec/rollouts.fake';
import type { LatelyEntry, OutsideCall } from '../../domain/lately/lately.types';
import { changesSpec } from './changes.command';
import { changesView } from './changes.view';

const NOW = Date.UTC(2026, 10, 24, 12);
const HOUR = 3_600_000;
const REF = { environment: 'default', cluster: 'primes', service: 'primes-api' };

const outside = (what: OutsideCall['what'], change: Partial<OutsideCall> = {}): LatelyEntry => ({
  kind: 'outside',
  at: NOW - 60_000,
  call: { at: NOW - 60_000, environment: 'default', cluster: 'primes', service: 'primes-api', what, ...change },
});
const change = {
  id: 'chg-1',
  kind: 'desired',
  ref: REF,
  actor: { id: 'U0ANN', name: 'ann' },
  origin: { channel: 'C0OPS' },
  summary: { from: '2', to: '4 tasks' },
  state: 'done',
  at: NOW,
} as unknown as Change<'desired'>;

const said = (entries: LatelyEntry[], more: object = {}): string =>
  JSON.stringify(changesView(NOW, { entries, more: false, span: HOUR, ...more }).blocks);

describe('changes', () => {
  it('says who did what, when, and how it ended', () => {
    const words = said([
      { kind: 'record', at: NOW - 60_000, entry: { kind: 'change', id: '1', at: NOW - 60_000, change } },
      {
        kind: 'record',
        at: NOW - 120_000,
        entry: {
          kind: 'deployment',
          id: '2',
          at: NOW - 120_000,
          deployment: { ...DEPLOYMENT, actor: { outside: true, name: 'deploy-pipeline', as: 'role' } },
          outcome: { isFollowed: false, conclusion: { kind: 'rolled-back', at: NOW } },
        },
        differences: [{ container: 'app', member: 'environment', names: ['LOG_LEVEL'] }],
      },
    ]);
    expect(words).toMatch(/primes\/primes-api {2}2 → 4 tasks {2}by \*ann\*/);
    expect(words).toMatch(
      /by \*deploy-pipeline \(role\)\*, not through me {2}\*rolled back\*\\n• `app` environment: `LOG_LEVEL`/,
    );
    expect(words).not.toContain('<@');
  });

  it.each<[OutsideCall['what'], string]>([
    [{ kind: 'desired', to: 1 }, 'set to 1 task'],
    [{ kind: 'deployment', revision: 'primes-api:41' }, 'set to `primes-api:41`'],
    [{ kind: 'deployment' }, 'started anew'],
    [{ kind: 'range', min: 2, max: 9 }, 'range set to 2-9'],
    [{ kind: 'policy', name: 'cpu', gone: true }, 'scaling policy `cpu` deleted'],
    [{ kind: 'schedule', name: 'night' }, 'scheduled action `night` set'],
    [{ kind: 'nodes', count: 2, draining: true }, '2 nodes *draining*'],
    [{ kind: 'task', task: '0a1b2c3d' }, 'task `0a1b2c3d` stopped'],
  ])('says of %j: %s', (what, words) => {
    const by = { outside: true, name: 'ci', as: 'user', through: 'the AWS CLI' } as const;
    expect(said([outside(what, { by })])).toContain(`${words}  by *ci (user)* with the AWS CLI, not through me`);
    expect(said([outside(what)])).toContain(`${words}  by somebody, not through me`);
  });

  it('says so where nothing did, and how far it knows', () => {
    const empty = changesView(NOW, { entries: [], more: false, span: HOUR });
    expect(empty.text).toBe('All services: nothing changed in the last hour.');
    expect(JSON.stringify(empty.blocks)).toContain('CloudTrail, which is some minutes late');
    expect(said([], { unread: 'AWS does not let me call cloudtrail:LookupEvents.' })).toContain(
      'What others did beyond deployments is not known: AWS does not let me call cloudtrail:LookupEvents.',
    );
    expect(said([], { more: true })).toContain('There was more');
  });

  it('offers a longer time, and the service itself', () => {
    const shown = changesView(NOW, { entries: [], more: false, span: HOUR, ref: REF });
    expect(labelsOf(shown)).toEqual(['Refresh', 'The last 6 h', 'Status']);
    expect(valueOf(shown, 'The last 6 h')).toEqual({ v: 1, command: 'changes primes/primes-api 6h' });
    const all = changesView(NOW, { entries: [], more: false, span: 7 * 24 * HOUR, environment: 'prod' });
    expect(valueOf(all, 'Refresh')).toEqual({ v: 1, command: 'changes 604800s --env prod' });
    expect(labelsOf(all)).toEqual(['Refresh']);
    expect(problemsOf(all)).toEqual([]);
  });

  it('takes a time in the place of a service', () => {
    const read = (words: object) => changesSpec.input.parse(words);
    expect(read({ service: '6h' })).toEqual({ span: 6 * HOUR });
    expect(read({ service: 'primes-api', span: '30m' })).toEqual({ service: 'primes-api', span: HOUR / 2 });
    expect(read({ service: 'primes-api' })).toEqual({ service: 'primes-api' });
    expect(changesSpec.input.safeParse({ service: 'x', span: '8d' }).error?.issues[0]?.message).toMatch(
      /from 1s to 7d/,
    );
  });
});
