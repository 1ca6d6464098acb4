import { Injectable } from '@nestjs/common';
import { IncidentMemory } from '../../domain/incidents/incident-memory.port';
import type { Memory, MemoryChange } from '../../domain/incidents/incident-memory.port';
import { Clock } from '../../kernel/clock';
import { Database } from '../database';

/** What was heard of AWS. */
@Injectable()
export class StoredIncidentMemory extends IncidentMemory {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async load(): Promise<Memory[]> {
    const rows = await this.database.ask((db) =>
      db.selectFrom('memories').select(['kind', 'name', 'body']).orderBy('saved_at').orderBy('name').execute(),
    );
    return rows.map(({ kind, name, body }) => ({ kind, name, value: JSON.parse(body) as unknown }) as Memory);
  }

  override async save(changes: readonly MemoryChange[]): Promise<void> {
    for (const change of changes) await (change.value === undefined ? this.forget(change) : this.keep(change));
  }

  private async keep({ kind, name, value }: MemoryChange): Promise<void> {
    const kept = { saved_at: this.clock.now(), body: JSON.stringify(value) };
    await this.database.ask((db) =>
      db
        .insertInto('memories')
        .values({ kind, name, ...kept })
        .onConflict((conflict) => conflict.columns(['kind', 'name']).doUpdateSet(kept))
        .execute(),
    );
  }

  private async forget({ kind, name }: MemoryChange): Promise<void> {
    await this.database.ask((db) =>
      db.deleteFrom('memories').where('kind', '=', kind).where('name', '=', name).execute(),
    );
  }
}
