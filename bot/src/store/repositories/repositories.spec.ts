import { Logger } from '@nestjs/common';
import type { AnyChange } from '../../domain/changes/change.types';
import type { ChangeRecord } from '../../domain/changes/changes.port';
import { InMemoryChangeRecord } from '../../domain/changes/spec/change-record.in-memory.repository';
import type { DeploymentRepository } from '../../domain/deployments/deployments.port';
import { InMemoryDeploymentRepository } from '../../domain/deployments/spec/deployments.in-memory.repository';
import { DEPLOYMENT, REF } from '../../domain/deployments/spec/rollouts.fake';
import { ManualClock } from '../../kernel/spec/manual-clock';
import { SpecBot } from '../spec/bots';
import { eachDatabase } from '../spec/databases';
import { StoredAuditTrail } from './audit.repository';
import { StoredBoard } from './board.repository';
import { StoredChanges } from './changes.repository';
import { StoredDeliveries } from './deliveries.repository';
import { StoredDeployments } from './deployments.repository';
import type { Series } from '../../domain/series/series.types';
import type { Build } from '../../domain/builds/builds.types';
import type { JobRun } from '../../domain/jobs/jobs.types';
import { StoredJobs } from './jobs.repository';
import { StoredBuilds } from './builds.repository';
import { StoredLosses } from './losses.repository';
import { StoredSeries } from './series.repository';
import { StoredSeenDeployments } from './seen-deployments.repository';

const OTHER = { ...REF, service: 'hello' };

function change(id: string, more: Partial<AnyChange> = {}): AnyChange {
  return {
    id,
    kind: 'desired',
    ref: REF,
    actor: { id: 'U1', name: 'ann' },
    origin: { channel: 'C1', said: '/ecs scale primes-api 4' },
    summary: { from: '2 tasks', to: '4 tasks' },
    plan: { ref: REF },
    state: 'done',
    at: 1_732_000_000_000,
    ...more,
  } as AnyChange;
}

/** The record, and the same as the bot has it that comes once the one is gone. */
interface Records {
  record: ChangeRecord;
  next: () => Promise<ChangeRecord>;
}

function remembersChanges(openBoth: () => Promise<Records>): void {
  const open = async (): Promise<ChangeRecord> => (await openBoth()).record;
  const ids = (changes: readonly AnyChange[]): string[] => changes.map(({ id }) => id);

  it('has the last change of a service that was not refused, of any kind or of some, up to a time', async () => {
    const record = await open();
    await record.save(change('chg-1', { at: 10 }));
    await record.save(change('chg-2', { at: 20, kind: 'range' }));
    await record.save(change('chg-3', { at: 30, state: 'failed' }));
    await record.save(change('chg-4', { at: 40, ref: OTHER }));
    await record.save(change('chg-5', { at: 50, ref: { ...REF, environment: 'prod' } }));
    expect(await record.latest(REF)).toEqual(change('chg-2', { at: 20, kind: 'range' }));
    expect((await record.latest(REF, ['desired', 'image']))?.id).toBe('chg-1');
    expect((await record.latest(REF, undefined, 19))?.id).toBe('chg-1');
    expect(await record.latest(REF, undefined, 9)).toBeUndefined();
    expect(await record.latest(REF, ['restart'])).toBeUndefined();
  });

  it('has what a change became in the place of what it was to be', async () => {
    const { record, next } = await openBoth();
    await record.save(change('chg-1', { state: 'running', at: 10 }));
    await record.save(change('chg-2', { state: 'running', at: 5 }));
    await record.save(change('chg-2', { state: 'failed', at: 5, trouble: 'Rate exceeded' }));
    await record.save(change('chg-1', { state: 'done', at: 10, endedAt: 11 }));
    await record.told('chg-1');
    expect(await record.latest(REF)).toMatchObject({ id: 'chg-1', state: 'done', endedAt: 11 });
    expect(await (await next()).takeLeft()).toEqual([]);
  });

  it('hands on what a bot that is gone was making, and what it told nobody of, oldest first and once', async () => {
    const { record, next } = await openBoth();
    await record.save(change('chg-2', { at: 20 }));
    await record.save(change('chg-1', { at: 10, state: 'running' }));
    await record.save(change('chg-3', { at: 30 }));
    await record.told('chg-3');
    // Saved again it is told all the same.
    await record.save(change('chg-3', { at: 30, endedAt: 31 }));
    expect(await record.takeLeft()).toEqual([]);
    const later = await next();
    expect(ids(await later.takeLeft())).toEqual(['chg-1', 'chg-2']);
    expect(ids(await later.takeLeft())).toEqual([]);
  });

  it('finds a change by its id', async () => {
    const record = await open();
    await record.save(change('chg-1', { at: 10 }));
    expect(await record.find('chg-1')).toEqual(change('chg-1', { at: 10 }));
    expect(await record.find('chg-2')).toBeUndefined();
  });

  it('knows which change a command asked for', async () => {
    const record = await open();
    await record.save(change('chg-1', { actor: { id: 'U1', command: 'cmd-1' } }));
    await record.save(change('chg-2'));
    expect((await record.askedBy('cmd-1'))?.id).toBe('chg-1');
    expect(await record.askedBy('cmd-2')).toBeUndefined();
  });

  it('knows which change started a deployment', async () => {
    const record = await open();
    await record.save(change('chg-1', { kind: 'image', result: DEPLOYMENT }));
    await record.save(change('chg-2'));
    expect((await record.startedBy(DEPLOYMENT.id))?.id).toBe('chg-1');
    expect(await record.startedBy('dep-9')).toBeUndefined();
  });
}

function remembersDeployments(open: () => Promise<DeploymentRepository>): void {
  const later = { ...DEPLOYMENT, id: 'dep-2', startedAt: DEPLOYMENT.startedAt + 1 };

  it('has the newest of a service, and whether one has to wait for it', async () => {
    const repository = await open();
    expect(await repository.open(REF)).toBeUndefined();
    expect(await repository.latest(REF)).toBeUndefined();
    await repository.save(DEPLOYMENT);
    await repository.save(later);
    await repository.end(DEPLOYMENT.id);
    expect(await repository.open(REF)).toEqual(later);
    await repository.end(later.id);
    expect(await repository.open(REF)).toBeUndefined();
    expect(await repository.latest(REF)).toEqual(later);
    expect(await repository.latest(OTHER)).toBeUndefined();
    expect(await repository.history(REF, 9)).toEqual([later, DEPLOYMENT]);
    expect(await repository.history(REF, 1)).toEqual([later]);
    expect(await repository.history(OTHER, 9)).toEqual([]);
  });

  it('knows when one was done and what went wrong since, whatever else is kept of it', async () => {
    const repository = await open();
    const relapse = { since: 5, lastAt: 7, died: 2, unhealthy: 0 };
    await repository.save(DEPLOYMENT);
    await repository.relapse(DEPLOYMENT.id, relapse);
    await repository.settle(DEPLOYMENT.id, 4);
    await repository.save(DEPLOYMENT);
    const known = { ...DEPLOYMENT, doneAt: 4, relapse };
    expect(await repository.latest(REF)).toEqual(known);
    expect(await repository.followed()).toEqual([{ deployment: known }]);
  });

  it('knows the stage that one is in, whatever else is kept of it', async () => {
    const repository = await open();
    const stage = {
      key: 'POST_SCALE_UP 0',
      since: 5,
      pause: { id: 'h', stage: 'POST_SCALE_UP', otherwise: 'ROLLBACK' },
    } as const;
    await repository.save(DEPLOYMENT);
    await repository.stage(DEPLOYMENT.id, stage);
    await repository.save({ ...DEPLOYMENT, stage: { key: 'old', since: 1 } });
    expect(await repository.latest(REF)).toEqual({ ...DEPLOYMENT, stage });
    await repository.stage(DEPLOYMENT.id, undefined);
    expect(await repository.followed()).toEqual([{ deployment: DEPLOYMENT }]);
  });

  it('has those that are to be followed on, with what goes wrong, until their end was told', async () => {
    const repository = await open();
    await repository.save(later);
    await repository.save({ ...DEPLOYMENT, ref: OTHER });
    await repository.end(later.id);
    await repository.note(later.id, { why: 'tasks', since: 5 });
    expect(await repository.followed()).toEqual([
      { deployment: { ...DEPLOYMENT, ref: OTHER } },
      { deployment: later, failing: { why: 'tasks', since: 5 } },
    ]);
    await repository.note(later.id, undefined);
    await repository.leave(DEPLOYMENT.id);
    expect(await repository.followed()).toEqual([{ deployment: later }]);
  });

  it('has the newest word on what came of one', async () => {
    const repository = await open();
    await repository.save(DEPLOYMENT);
    expect(await repository.conclusion(DEPLOYMENT.id)).toBeUndefined();
    await repository.conclude(DEPLOYMENT.id, { kind: 'succeeded', at: 5 });
    await repository.conclude(DEPLOYMENT.id, { kind: 'relapsed', at: 9 });
    await repository.save({ ...DEPLOYMENT, several: true });
    expect(await repository.conclusion(DEPLOYMENT.id)).toEqual({ kind: 'relapsed', at: 9 });
    expect(await repository.conclusion('dep-9')).toBeUndefined();
  });

  it('has by whom one was started as it was found out last, whatever is saved of it later', async () => {
    const repository = await open();
    await repository.save(DEPLOYMENT);
    const doer = { outside: true, name: 'deploy-pipeline', as: 'role' } as const;
    await repository.name(DEPLOYMENT.id, doer);
    await repository.save(DEPLOYMENT);
    expect(await repository.latest(REF)).toEqual({ ...DEPLOYMENT, actor: doer });
    expect(await repository.followed()).toEqual([{ deployment: { ...DEPLOYMENT, actor: doer } }]);
  });

  it('keeps what was known of one that is saved again', async () => {
    const repository = await open();
    await repository.save(DEPLOYMENT);
    await repository.note(DEPLOYMENT.id, { why: 'tasks', since: 5 });
    await repository.end(DEPLOYMENT.id);
    await repository.save({ ...DEPLOYMENT, several: true });
    expect(await repository.open(REF)).toBeUndefined();
    expect(await repository.followed()).toMatchObject([{ deployment: { several: true }, failing: { since: 5 } }]);
  });
}

describe('in memory', () => {
  describe('the record of changes', () => {
    remembersChanges(async () => {
      const record = new InMemoryChangeRecord();
      return { record, next: async () => (record.leave(), record) };
    });
  });
  describe('the record of deployments', () => {
    remembersDeployments(async () => new InMemoryDeploymentRepository());
  });
});

eachDatabase((open) => {
  describe('the record of changes', () => {
    remembersChanges(async () => {
      const database = await open();
      const [bot, other] = [await SpecBot.join(database), await SpecBot.join(database)];
      const record = new StoredChanges(database, bot.leases);
      return { record, next: async () => (await bot.die(), new StoredChanges(database, other.leases)) };
    });
  });
  describe('the record of deployments', () => {
    remembersDeployments(async () => new StoredDeployments(await open()));
  });

  it('the audit record has the newest first, as they were written', async () => {
    const trail = new StoredAuditTrail(await open());
    const first = { actor: { id: 'U9' }, command: 'scale primes-api 0', outcome: 'refused', at: 1 } as const;
    const second = { actor: { id: 'U1' }, command: 'status', outcome: 'done', at: 2, ref: REF } as const;
    await trail.append(second);
    await trail.append(first);
    expect(await trail.newest(9)).toEqual([second, first]);
    expect(await trail.newest(1)).toEqual([second]);
  });

  // docs/security.md says which personal data is logged: whatever is logged of a person besides has to be said there.
  it('the audit record is in the log too: who made a change, by id and user name, and what was typed', async () => {
    const lines: unknown[] = [];
    const trail = new StoredAuditTrail(await open());
    Logger.overrideLogger({ log: (line) => lines.push(line), warn: () => {}, error: () => {} });
    const actor = { id: 'U0ANN', name: 'ann', command: 'cmd-1' };
    const entry = {
      actor,
      command: '/ecs scale x 4',
      outcome: 'done',
      ref: REF,
      detail: '2 → 4 tasks',
      at: 1,
    } as const;
    await trail.append(entry);
    Logger.overrideLogger(false);
    expect(lines).toEqual([{ msg: 'done: /ecs scale x 4', ...entry }]);
  });

  it('what Slack delivers is taken on once, by whichever bot, and is open until it is answered', async () => {
    const database = await open();
    const [bot, other] = [await SpecBot.join(database), await SpecBot.join(database)];
    const deliveries = new StoredDeliveries(database, bot.leases);
    const others = new StoredDeliveries(database, other.leases);
    const one = { id: 't1', at: 2, command: 'cmd-1', user: 'U1', channel: 'C1', said: '/ecs status', words: 'status' };
    const two = { id: 't2', at: 1, command: 'cmd-2', user: 'U1', channel: 'C1', said: '[Back to 2]' };
    const taken = await Promise.all([deliveries.take(one), others.take({ ...one, command: 'cmd-9' })]);
    expect(taken.filter(Boolean)).toEqual([true]);
    await deliveries.forget('t1');
    expect(await Promise.all([deliveries.take(one), deliveries.take(two)])).toEqual([true, true]);
    expect(await deliveries.take({ ...one, command: 'cmd-9' })).toBe(false);
    expect([await deliveries.takeLeft(), await others.takeLeft()]).toEqual([[], []]);
    await bot.die();
    const third = new StoredDeliveries(database, (await SpecBot.join(database)).leases);
    const left = await Promise.all([others.takeLeft(), third.takeLeft()]);
    expect(left.flat()).toEqual([two, one]);
    await others.settle('t1');
    await others.forget('t2');
    await other.die();
    const next = new StoredDeliveries(database, (await SpecBot.join(database)).leases);
    expect(await next.takeLeft()).toEqual([]);
    expect([await next.take(one), await next.take(two)]).toEqual([false, true]);
  });

  it('a message of a pipeline is the first once, and a built image is to be told until it was', async () => {
    const kept = new StoredBuilds(await open());
    expect([await kept.isFirst('a', 1), await kept.isFirst('a', 2)]).toEqual([true, false]);
    await kept.forget('a');
    expect(await kept.isFirst('a', 3)).toBe(true);
    const build = { ref: REF, container: 'app', image: { digest: 'sha256:a' }, from: '1.0.0', at: 1 } as Build;
    expect([await kept.add(build), await kept.add({ ...build, at: 2 })]).toEqual([true, false]);
    expect(await kept.untold()).toEqual([build]);
    await kept.told(build);
    expect(await kept.untold()).toEqual([]);
  });

  it('which losses were told is known until they are none, and when it was last looked', async () => {
    const kept = new StoredLosses(await open());
    await kept.save({ ref: REF, digest: 'sha256:a' }, 1);
    await kept.save({ ref: REF, digest: 'sha256:a' }, 2);
    expect(await kept.told(REF)).toEqual(['sha256:a']);
    expect(await kept.told({ ...REF, service: 'other' })).toEqual([]);
    await kept.forget({ ref: REF, digest: 'sha256:a' });
    expect(await kept.told(REF)).toEqual([]);
    expect(await kept.lookedAt('default')).toBeUndefined();
    await kept.looked('default', 1);
    await kept.looked('default', 2);
    expect(await kept.lookedAt('default')).toBe(2);
  });

  it('a job is open until nobody has to follow it, and known by its service and name', async () => {
    const kept = new StoredJobs(await open());
    const run = { id: 'run-1', ref: REF, job: 'migrate', startedAt: 1 } as JobRun;
    await kept.save(run);
    await kept.save({ ...run, task: 't1' });
    expect(await kept.openOf(REF, 'migrate')).toEqual({ ...run, task: 't1' });
    expect(await kept.openOf(REF, 'seed')).toBeUndefined();
    expect(await kept.openOf({ ...REF, cluster: 'other' }, 'migrate')).toBeUndefined();
    await kept.close(run);
    expect(await kept.open()).toEqual([]);
  });

  it('a series is open, with what became of it last, until nobody has to go on with it', async () => {
    const kept = new StoredSeries(await open());
    const series = (id: string, at: number): Series => ({
      id,
      actor: { id: 'U1' },
      origin: { channel: 'C1' },
      image: '1.1.0',
      at,
      members: [],
      state: 'under-way',
    });
    await kept.begin(series('ser-2', 2));
    await kept.begin(series('ser-1', 1));
    await kept.keep({ ...series('ser-1', 1), state: 'stopped' });
    expect((await kept.open()).map(({ id, state }) => `${id} ${state}`)).toEqual(['ser-1 stopped', 'ser-2 under-way']);
    await kept.close('ser-1');
    expect((await kept.open()).map(({ id }) => id)).toEqual(['ser-2']);
  });

  it('the newest deployment of each service that was seen is known, by environment', async () => {
    const seen = new StoredSeenDeployments(await open());
    const first = { ref: REF, id: 'ecs-svc/1', revision: 'primes-api:1', containers: [], createdAt: 1, at: 2 };
    const other = { ...first, ref: OTHER };
    for (const one of [first, other, { ...first, ref: { ...REF, environment: 'prod' } }]) await seen.save(one);
    await seen.save({ ...first, id: 'ecs-svc/2' });
    expect((await seen.of('default')).toSorted((a, b) => a.id.localeCompare(b.id))).toEqual([
      other,
      { ...first, id: 'ecs-svc/2' },
    ]);
    expect(await seen.of('staging')).toEqual([]);
  });

  it('what was said is known by its key as it was saved last', async () => {
    const board = new StoredBoard(await open(), new ManualClock(7));
    const record = { key: 'alarm:1', channel: '#ops', replies: {}, ended: false };
    await board.save(record);
    const later = { ...record, head: { since: 5, ref: { channel: 'C1', ts: '1.2' } }, ended: true };
    await board.save(later);
    expect(await board.load('alarm:1')).toEqual(later);
    expect(await board.load('alarm:2')).toBeUndefined();
  });
});
