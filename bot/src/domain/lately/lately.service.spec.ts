import { AccessService } from '../access/access.service';
import { InMemoryAuditTrail } from '../access/spec/audit-trail.in-memory.repository';
import { DeploymentPast } from '../deployments/past.service';
import { DEPLOYMENT } from '../deployments/spec/rollouts.fake';
import { HistoryService } from '../history/history.service';
import type { HistoryEntry } from '../history/history.types';
import { FakeHistory } from '../history/spec/history.fake';
import { NotPermittedError } from '../services/services.errors';
import { ServicesService } from '../services/services.service';
import { FakeCatalog } from '../services/spec/catalog.fake';
import { ManualClock } from '../../kernel/spec/manual-clock';
import { LatelyService } from './lately.service';
import type { OutsideCall } from './lately.types';
import { FakeOutsideCalls } from './spec/outside-calls.fake';

const BEN = { id: 'U0BEN' };
const REF = DEPLOYMENT.ref;
const BEGAN = 1_000_000;

/** A deployment of the record, begun then. */
const deployed = (at: number, more: Partial<typeof DEPLOYMENT> = {}): HistoryEntry => ({
  kind: 'deployment',
  id: `dep-${at}`,
  at,
  deployment: { ...DEPLOYMENT, startedAt: at, previousRevision: 'primes-api:1', revision: 'primes-api:2', ...more },
  outcome: { isFollowed: false },
});

const call = (at: number, change: Partial<OutsideCall> = {}): OutsideCall => ({
  at,
  environment: 'default',
  cluster: 'primes',
  service: 'primes-api',
  what: { kind: 'desired', to: 4 },
  ...change,
});

function room(...entries: HistoryEntry[]) {
  const clock = new ManualClock();
  const history = new FakeHistory();
  history.entries = entries;
  const access = new AccessService({ operators: [], administrators: [] }, new InMemoryAuditTrail(), clock);
  const catalog = new FakeCatalog({ default: ['primes/primes-api', 'primes/hello'] });
  const services = new ServicesService({ environments: [{ name: 'default' }] }, catalog, clock);
  const compared: string[] = [];
  const past = new DeploymentPast({
    succeeded: async () => [],
    between: async () => [],
    differences: async (_ref, from, to) => {
      compared.push(`${from} ${to}`);
      return [{ member: 'environment', names: ['LOG_LEVEL'] }];
    },
  });
  const calls = new FakeOutsideCalls();
  return { calls, compared, lately: new LatelyService(new HistoryService(history, access), services, past, calls) };
}

describe('what changed lately', () => {
  it('is of the record and of what others did, the newest first, and nothing older than was asked for', async () => {
    const { calls, lately } = room(deployed(BEGAN + 500_000), deployed(BEGAN - 1));
    calls.calls = [call(BEGAN + 100), call(BEGAN - 1), call(BEGAN + 900_000)];
    const { entries, more, unread } = await lately.of(BEN, { since: BEGAN });
    expect(entries.map(({ kind, at }) => [kind, at - BEGAN])).toEqual([
      ['outside', 900_000],
      ['record', 500_000],
      ['outside', 100],
    ]);
    expect([more, unread]).toEqual([false, undefined]);
  });

  it('is of one service with what its whole cluster was done to, or of all of the clusters that are looked after', async () => {
    const { calls, lately } = room();
    const nodes: Partial<OutsideCall> = { what: { kind: 'nodes', count: 1, draining: true } };
    const { service: _none, ...ofCluster } = call(BEGAN + 3, nodes);
    calls.calls = [
      call(BEGAN + 1),
      call(BEGAN + 2, { service: 'hello' }),
      ofCluster,
      call(BEGAN + 4, { cluster: 'secret' }),
    ];
    const of = async (asked: object) =>
      (await lately.of(BEN, { since: BEGAN, ...asked })).entries.map(({ at }) => at - BEGAN);
    expect(await of({ ref: REF })).toEqual([3, 1]);
    expect(await of({})).toEqual([3, 2, 1]);
  });

  it('has a deployment once that the record and CloudTrail both tell of', async () => {
    const { calls, lately } = room(deployed(BEGAN + 500_000));
    const what = { kind: 'deployment', revision: 'primes-api:2' } as const;
    calls.calls = [
      call(BEGAN + 499_000, { what }),
      call(BEGAN + 1, { what }),
      call(BEGAN + 499_000, { what, service: 'hello' }),
    ];
    const { entries } = await lately.of(BEN, { since: BEGAN });
    expect(entries.map(({ kind, at }) => [kind, at - BEGAN])).toEqual([
      ['record', 500_000],
      ['outside', 499_000],
      ['outside', 1],
    ]);
  });

  it('says what else deployments changed, of the newest alone, and of a restart nothing', async () => {
    const all = Array.from({ length: 9 }, (_, n) => deployed(BEGAN + 9 - n));
    const { compared, lately } = room(deployed(BEGAN + 99, { isRestart: true }), ...all);
    const { entries } = await lately.of(BEN, { since: BEGAN });
    expect(entries).toHaveLength(10);
    expect(compared).toHaveLength(6);
    expect(entries[0]).not.toHaveProperty('differences');
    expect(entries[1]).toMatchObject({ differences: [{ names: ['LOG_LEVEL'] }] });
  });

  it('says why it does not know what others did, and has the record all the same', async () => {
    const { calls, lately } = room(deployed(BEGAN + 1));
    calls.failure = new NotPermittedError('cloudtrail:LookupEvents', { why: 'no', next: 'Add it.', cause: undefined });
    expect(await lately.of(BEN, { since: BEGAN })).toMatchObject({
      entries: [{ kind: 'record' }],
      unread: 'AWS does not let me call cloudtrail:LookupEvents. no. Add it.',
    });
  });
});
