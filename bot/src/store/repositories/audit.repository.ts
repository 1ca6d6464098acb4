import { Injectable, Logger } from '@nestjs/common';
import { AuditTrail } from '../../domain/access/access.port';
import type { AuditEntry } from '../../domain/access/access.types';
import { newId } from '../../kernel/ids';
import { Database } from '../database';

/** The audit record. Every entry is also a line of the log, written first: the log has what the database would not take. */
@Injectable()
export class StoredAuditTrail extends AuditTrail {
  private readonly logger = new Logger('Audit');

  constructor(private readonly database: Database) {
    super();
  }

  override async append(entry: AuditEntry & { at: number }): Promise<void> {
    this.logger.log({ msg: `${entry.outcome}: ${entry.command}`, ...entry });
    const { actor, at, outcome, ref } = entry;
    const { environment = null, cluster = null, service = null } = ref ?? {};
    const who = { actor: actor.id, command: actor.command ?? null };
    const row = { id: newId('aud'), at, ...who, outcome, environment, cluster, service };
    await this.database.keep(`${outcome}: ${entry.command}`, (db) =>
      db
        .insertInto('audit')
        .values({ ...row, body: JSON.stringify(entry) })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute(),
    );
  }

  override async newest(limit: number): Promise<(AuditEntry & { at: number })[]> {
    const rows = await this.database.ask((db) =>
      db.selectFrom('audit').select('body').orderBy('at', 'desc').orderBy('id', 'desc').limit(limit).execute(),
    );
    return rows.map(({ body }) => JSON.parse(body) as AuditEntry & { at: number });
  }
}
