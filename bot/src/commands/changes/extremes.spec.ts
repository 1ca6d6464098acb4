import { problemsOf } from '../../chat/spec/block-kit.fake';
import { DEPLOYMENT } from '../../domain/deployments/spec/rollouts.fake';
import type { LatelyEntry } from '../../domain/lately/lately.types';
import type { ChangesShown } from './changes.view';
import { changesView } from './changes.view';

const NOW = Date.UTC(2026, 10, 24, 12);
const LONG = '<ש>'.repeat(85);
const REF = { environment: LONG, cluster: LONG, service: LONG };
const by = { outside: true, name: LONG.repeat(10), as: 'role', session: LONG, through: LONG } as const;
const thirty = (make: (n: number) => LatelyEntry): LatelyEntry[] => Array.from({ length: 30 }, (_, n) => make(n));

const deployed = thirty((n) => ({
  kind: 'record',
  at: n,
  entry: {
    kind: 'deployment',
    id: `${n}`,
    at: n,
    deployment: { ...DEPLOYMENT, ref: REF, actor: by, to: { image: LONG.repeat(10) } },
    outcome: { isFollowed: false },
  },
  differences: Array.from({ length: 10 }, () => ({
    container: LONG,
    member: LONG,
    names: Array.from({ length: 99 }, () => LONG),
  })),
}));
const policies = thirty((n) => {
  const what = { kind: 'policy', name: LONG.repeat(4), gone: false } as const;
  return { kind: 'outside', at: n, call: { at: n, ...REF, by, what } };
});

describe('changes at their extremes', () => {
  it.each<[string, Partial<ChangesShown>]>([
    ['thirty deployments that changed everything', { entries: deployed }],
    ['thirty policies', { entries: policies, ref: REF }],
    ['a reason of 3,000 characters', { unread: '<why> '.repeat(500), environment: LONG }],
  ])('%s fit into a message', (_what, change) => {
    const shown = { entries: [], more: true, span: 3_600_000, took: LONG, ...change };
    expect(problemsOf(changesView(NOW, shown))).toEqual([]);
  });
});
