import { writeSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { REF } from '../../domain/deployments/spec/rollouts.fake';
import { ManualClock } from '../../kernel/spec/manual-clock';
import { OwnedLeases } from '../leases/owned-leases';
import { openDatabase } from '../open-database';
import { StoredAuditTrail } from '../repositories/audit.repository';
import { StoredBoard } from '../repositories/board.repository';
import { StoredChanges } from '../repositories/changes.repository';

/** As long as the plan of a deployment with a few containers. */
const PLAN = 'x'.repeat(2000);

/*
 * Changes something again and again, each change with its audit and its message in one commit, and prints its number once it
 * is acknowledged and no sooner. Goes on where it ended. Waits to be killed.
 */
async function main(dataDir: string): Promise<void> {
  Logger.overrideLogger(false);
  const clock = new ManualClock();
  const database = await openDatabase({ dataDir });
  const leases = await OwnedLeases.begin(database, clock);
  const changes = new StoredChanges(database, leases);
  const audit = new StoredAuditTrail(database);
  const board = new StoredBoard(database, clock);
  const rows = await database.ask((db) => db.selectFrom('changes').select('at').execute());
  for (let n = rows.length; ; n++) {
    const actor = { id: 'U1', command: `cmd-${n}` };
    await database.run(async () => {
      const change = { id: `chg-${n}`, kind: 'image', ref: REF, actor, at: n, state: 'done', plan: PLAN };
      await changes.save(change as never);
      await audit.append({ actor, command: '/ecs image', outcome: 'done', ref: REF, at: n });
      await board.save({ key: `chg-${n}`, channel: 'C1', replies: {}, ended: true });
    });
    writeSync(process.stdout.fd, `${n}\n`);
    // What the driver gives back is given back between two turns of the event loop.
    await setImmediate();
  }
}

// It does not outlive who started it.
process.stdin.on('close', () => process.exit()).resume();
void main(process.argv[2] ?? '');
