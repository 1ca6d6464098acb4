import { Injectable } from '@nestjs/common';
import { DeliveryRepository } from '../../chat/door/delivery.repository';
import type { Delivery } from '../../chat/door/delivery.repository';
import { Leases } from '../../kernel/leases';
import { Database } from '../database';
import { isGone } from '../leases/gone';

/** What Slack delivered. */
@Injectable()
export class StoredDeliveries extends DeliveryRepository {
  constructor(
    private readonly database: Database,
    private readonly leases: Leases,
  ) {
    super();
  }

  override async take(delivery: Delivery): Promise<boolean> {
    const { id, at } = delivery;
    const taken = await this.database.ask((db) =>
      db
        .insertInto('deliveries')
        .values({ id, at, body: JSON.stringify(delivery), bot: this.leases.bot })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .executeTakeFirst(),
    );
    return (taken.numInsertedOrUpdatedRows ?? 0n) > 0n;
  }

  override async settle(id: string): Promise<void> {
    await this.database.keep(`That ${id} was answered`, (db) =>
      db.updateTable('deliveries').set({ body: null }).where('id', '=', id).execute(),
    );
  }

  override async forget(id: string): Promise<void> {
    await this.database.keep(`That ${id} was not taken on`, (db) =>
      db.deleteFrom('deliveries').where('id', '=', id).execute(),
    );
  }

  override async takeLeft(): Promise<Delivery[]> {
    const { bot } = this.leases;
    const rows = await this.database.ask((db) =>
      db
        .updateTable('deliveries')
        .set({ bot })
        .where('body', 'is not', null)
        .where(isGone(this.database, 'deliveries.bot'))
        .returning('body')
        .execute(),
    );
    return rows.map(({ body }) => JSON.parse(body ?? '') as Delivery).toSorted((a, b) => a.at - b.at);
  }
}
