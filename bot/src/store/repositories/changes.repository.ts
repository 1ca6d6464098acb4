import { Injectable } from '@nestjs/common';
import { isDeploying } from '../../domain/changes/change.types';
import type { Kysely } from 'kysely';
import type { AnyChange, Change } from '../../domain/changes/change.types';
import type { Deployment } from '../../domain/deployments/deployment.types';
import { ChangeRecord } from '../../domain/changes/changes.port';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { Leases } from '../../kernel/leases';
import { Database } from '../database';
import { isGone } from '../leases/gone';
import type { Schema } from '../schema.types';
import { columnsOf } from './service-columns';

/** The record of changes. */
@Injectable()
export class StoredChanges extends ChangeRecord {
  constructor(
    private readonly database: Database,
    private readonly leases: Leases,
  ) {
    super();
  }

  override async save(change: Change): Promise<void> {
    const { id, kind, ref, state, at, actor } = change;
    const known = { state, deployment: deploymentOf(change), body: JSON.stringify(change) };
    const row = {
      id,
      kind,
      ...columnsOf(ref),
      at,
      command: actor.command ?? null,
      told: 0,
      bot: this.leases.bot,
      ...known,
    };
    const write = (db: Kysely<Schema>): Promise<unknown> =>
      db
        .insertInto('changes')
        .values(row)
        .onConflict((conflict) => conflict.column('id').doUpdateSet(known))
        .execute();
    // An intent that is not written down is not carried out; what came of one is so, written down or not.
    await (state === 'running' ? this.database.ask(write) : this.database.keep(`What came of ${id}`, write));
  }

  override async latest(
    { environment, cluster, service }: ServiceRef,
    kinds?: readonly Change['kind'][],
    until?: number,
  ): Promise<AnyChange | undefined> {
    const row = await this.database.ask((db) => {
      let asked = db
        .selectFrom('changes')
        .select('body')
        .where('environment', '=', environment)
        .where('cluster', '=', cluster)
        .where('service', '=', service)
        .where('state', 'in', ['running', 'done']);
      if (kinds) asked = asked.where('kind', 'in', kinds);
      if (until !== undefined) asked = asked.where('at', '<=', until);
      return asked.orderBy('at', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirst();
    });
    return row && changeIn(row);
  }

  override async takeLeft(): Promise<AnyChange[]> {
    const { bot } = this.leases;
    const rows = await this.database.ask((db) =>
      db
        .updateTable('changes')
        .set({ bot })
        .where((change) =>
          change.or([
            change('state', '=', 'running'),
            change.and([change('state', '=', 'done'), change('told', '=', 0)]),
          ]),
        )
        .where(isGone(this.database, 'changes.bot'))
        .returning('body')
        .execute(),
    );
    return rows.map(changeIn).toSorted((a, b) => a.at - b.at);
  }

  override async told(id: string): Promise<void> {
    await this.database.keep(`That ${id} was told`, (db) =>
      db.updateTable('changes').set({ told: 1 }).where('id', '=', id).execute(),
    );
  }

  override async find(id: string): Promise<AnyChange | undefined> {
    const row = await this.database.ask((db) =>
      db.selectFrom('changes').select('body').where('id', '=', id).executeTakeFirst(),
    );
    return row && changeIn(row);
  }

  override async askedBy(command: string): Promise<AnyChange | undefined> {
    const row = await this.database.ask((db) =>
      db.selectFrom('changes').select('body').where('command', '=', command).executeTakeFirst(),
    );
    return row && changeIn(row);
  }

  override async startedBy(deployment: string): Promise<AnyChange | undefined> {
    const row = await this.database.ask((db) =>
      db.selectFrom('changes').select('body').where('deployment', '=', deployment).executeTakeFirst(),
    );
    return row && changeIn(row);
  }
}

function changeIn({ body }: { body: string }): AnyChange {
  return JSON.parse(body) as AnyChange;
}

/** The id of what a change started, where it started a deployment. */
function deploymentOf(change: Change): string | null {
  return isDeploying(change as AnyChange) ? ((change.result as Deployment | undefined)?.id ?? null) : null;
}
