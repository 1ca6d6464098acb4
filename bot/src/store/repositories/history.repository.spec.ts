import type { AuditEntry } from '../../domain/access/access.types';
import type { AnyChange } from '../../domain/changes/change.types';
import { DEPLOYMENT, REF } from '../../domain/deployments/spec/rollouts.fake';
import type { HistoryAsked, HistoryEntry } from '../../domain/history/history.types';
import type { Database } from '../database';
import { SpecBot } from '../spec/bots';
import { eachDatabase } from '../spec/databases';
import { StoredAuditTrail } from './audit.repository';
import { StoredChanges } from './changes.repository';
import { StoredDeployments } from './deployments.repository';
import { StoredHistory } from './history.repository';

const OTHER = { ...REF, environment: 'prod', service: 'hello' };

const change = (id: string, at: number, more: Partial<AnyChange> = {}): AnyChange =>
  ({
    id,
    kind: 'desired',
    ref: REF,
    actor: { id: 'U1', command: `cmd-${id}` },
    state: 'done',
    at,
    ...more,
  }) as AnyChange;
const audit = (command: string, at: number, more: Partial<AuditEntry> = {}): AuditEntry & { at: number } => ({
  actor: { id: 'U1', command },
  command: '/ecs scale',
  outcome: 'failed',
  ref: REF,
  at,
  ...more,
});
const toldIn = (entries: readonly HistoryEntry[]): unknown[] => entries.map(({ kind, at }) => `${kind} ${at}`);

async function filled(database: Database): Promise<void> {
  const changes = new StoredChanges(database, (await SpecBot.join(database)).leases);
  const deployments = new StoredDeployments(database);
  const trail = new StoredAuditTrail(database);
  for (const at of [10, 20, 30]) await changes.save(change(`chg-${at}`, at));
  await changes.save(change('chg-40', 40, { ref: OTHER, state: 'failed' }));
  await changes.save(change('chg-50', 50, { kind: 'image', result: DEPLOYMENT }));
  await deployments.save({ ...DEPLOYMENT, startedAt: 51 });
  // Started by a command whose change does not say so yet.
  await deployments.save({ ...DEPLOYMENT, id: 'dep-own', actor: { id: 'U1', command: 'cmd-x' }, startedAt: 52 });
  await deployments.save({ ...DEPLOYMENT, id: 'dep-away', actor: { outside: true }, startedAt: 25 });
  // What a change has its own entry for.
  await trail.append(audit('cmd-chg-40', 41, { ref: OTHER }));
  await trail.append(audit('cmd-chg-30', 31, { outcome: 'done' }));
  await trail.append(audit('cmd-stale', 15));
  await trail.append(audit('cmd-guard', 60, { outcome: 'refused', ref: undefined }));
}

eachDatabase((open) => {
  const read = async (asked: Partial<HistoryAsked & { attempts: boolean }>, limit = 99) => {
    const database = await open();
    await filled(database);
    return new StoredHistory(database).newest({ attempts: true, ...asked }, limit);
  };

  it('has each thing that was done once, the newest first', async () => {
    expect(toldIn(await read({}))).toEqual([
      'attempt 60',
      'change 50',
      'change 40',
      'change 30',
      'deployment 25',
      'change 20',
      'attempt 15',
      'change 10',
    ]);
  });

  it('has what was refused, or came to nothing, only where that is wanted', async () => {
    const entries = await read({ attempts: false });
    expect(entries.every(({ kind }) => kind !== 'attempt')).toBe(true);
    expect(entries).toHaveLength(6);
  });

  it('is of one service, of one environment, or of all', async () => {
    expect(toldIn(await read({ ref: OTHER }))).toEqual(['change 40']);
    expect(toldIn(await read({ environment: 'prod' }))).toEqual(['change 40']);
    expect(toldIn(await read({ ref: REF, environment: 'default' }, 2))).toEqual(['change 50', 'change 30']);
    expect(await read({ ref: { ...REF, cluster: 'other' } })).toEqual([]);
  });

  it('is read on from where a page ended, with nothing left out and nothing twice', async () => {
    const database = await open();
    await filled(database);
    const changes = new StoredChanges(database, (await SpecBot.join(database)).leases);
    // At one moment, so that a page ends in the middle of them.
    for (const id of ['chg-a', 'chg-b', 'chg-c', 'chg-d']) await changes.save(change(id, 30));
    const history = new StoredHistory(database);
    const all = await history.newest({ attempts: true }, 99);
    for (const size of [1, 2, 3, 5]) {
      const paged: HistoryEntry[] = [];
      for (let before: HistoryEntry | undefined; ; before = paged.at(-1)) {
        const page = await history.newest({ attempts: true, before }, size);
        if (page.length === 0) break;
        paged.push(...page);
      }
      expect(paged).toEqual(all);
    }
    expect(toldIn(await history.newest({ attempts: true, before: { at: 20 } }, 99))).toEqual([
      'attempt 15',
      'change 10',
    ]);
  });

  it('says of a change how the deployment that it started stands', async () => {
    const database = await open();
    await filled(database);
    const deployments = new StoredDeployments(database);
    const history = new StoredHistory(database);
    const outcomes = async () =>
      (await history.newest({ attempts: false }, 2)).map((entry) => entry.kind === 'change' && entry.outcome);
    expect(await outcomes()).toEqual([{ isFollowed: true }, undefined]);
    await deployments.note(DEPLOYMENT.id, { why: 'tasks', since: 5 });
    expect(await outcomes()).toMatchObject([{ isFollowed: true, failing: { since: 5 } }, undefined]);
    await deployments.note(DEPLOYMENT.id, undefined);
    await deployments.conclude(DEPLOYMENT.id, { kind: 'rolled-back', at: 70 });
    await deployments.leave(DEPLOYMENT.id);
    expect(await outcomes()).toEqual([{ isFollowed: false, conclusion: { kind: 'rolled-back', at: 70 } }, undefined]);
  });
});
