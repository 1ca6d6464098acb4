import type { AnyChange } from '../domain/changes/change.types';
import { DEPLOYMENT, REF } from '../domain/deployments/spec/rollouts.fake';
import { ManualClock } from '../kernel/spec/manual-clock';
import { Pruning } from './pruning';
import { StoredAuditTrail } from './repositories/audit.repository';
import { StoredBoard } from './repositories/board.repository';
import { StoredChanges } from './repositories/changes.repository';
import { StoredDeployments } from './repositories/deployments.repository';
import { SpecBot } from './spec/bots';
import { eachDatabase } from './spec/databases';

const DAY_MS = 24 * 3_600_000;

eachDatabase((open) => {
  it('forgets what is too old, and never what is under way', async () => {
    const database = await open();
    const clock = new ManualClock();
    const start = clock.now();
    const [bot, dead] = [await SpecBot.join(database), await SpecBot.join(database)];
    await Promise.all([bot.leases.take('watch'), dead.leases.take('deployment:dep-1')]);
    await dead.die();
    const changes = new StoredChanges(database, bot.leases);
    const deployments = new StoredDeployments(database);
    const audit = new StoredAuditTrail(database);
    const board = new StoredBoard(database, clock);
    const change = (id: string, at: number, state: string) =>
      ({ id, kind: 'desired', ref: REF, actor: { id: 'U1' }, at, state }) as AnyChange;
    await changes.save(change('chg-old', start, 'done'));
    await changes.save(change('chg-going', start, 'running'));
    await changes.save(change('chg-new', start + 11 * DAY_MS, 'done'));
    for (const [id, startedAt] of [
      ['dep-old', start],
      ['dep-going', start],
      ['dep-new', start + 11 * DAY_MS],
    ] as const)
      await deployments.save({ ...DEPLOYMENT, id, startedAt });
    await deployments.leave('dep-old');
    await audit.append({ actor: { id: 'U1' }, command: 'old', outcome: 'done', at: start });
    await audit.append({ actor: { id: 'U1' }, command: 'new', outcome: 'done', at: start + 11 * DAY_MS });
    const said = { channel: 'C1', replies: {} };
    await board.save({ ...said, key: 'ended', ended: true });
    await board.save({ ...said, key: 'open', ended: false });
    await clock.advance(20 * DAY_MS);
    const pruning = new Pruning(database, { dataDir: '', goesWithTask: false, recordDays: 10 }, bot.leases, clock);
    await pruning.prune();
    expect(await database.ask((db) => db.selectFrom('bots').select('id').execute())).toEqual([{ id: bot.leases.bot }]);
    expect(await database.ask((db) => db.selectFrom('leases').select('name').execute())).toEqual([{ name: 'watch' }]);
    const kept = await database.ask((db) => db.selectFrom('changes').select('id').orderBy('id').execute());
    expect(kept.map(({ id }) => id)).toEqual(['chg-going', 'chg-new']);
    expect((await deployments.followed()).map(({ deployment }) => deployment.id)).toEqual(['dep-going', 'dep-new']);
    expect((await deployments.latest(REF))?.id).toBe('dep-new');
    expect((await audit.newest(9)).map(({ command }) => command)).toEqual(['new']);
    expect(await board.load('ended')).toBeDefined();
    await clock.advance(11 * DAY_MS);
    await pruning.prune();
    expect(await board.load('ended')).toBeUndefined();
    expect(await board.load('open')).toBeDefined();
    await clock.advance(60 * DAY_MS);
    await pruning.prune();
    expect(await board.load('open')).toBeUndefined();
  });
});
