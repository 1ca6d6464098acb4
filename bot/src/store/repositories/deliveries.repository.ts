import { Injectable } from '@nestjs/common';
import { DeliveryRepository } from '../../chat/door/delivery.repository';
import type { Delivery } from '../../chat/door/delivery.repository';
import { Database } from '../database';

/** What Slack delivered. */
@Injectable()
export class StoredDeliveries extends DeliveryRepository {
  constructor(private readonly database: Database) {
    super();
  }

  override async take(delivery: Delivery): Promise<boolean> {
    const { id, at } = delivery;
    const taken = await this.database.ask((db) =>
      db
        .insertInto('deliveries')
        .values({ id, at, body: JSON.stringify(delivery) })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .executeTakeFirst(),
    );
    return (taken.numInsertedOrUpdatedRows ?? 0n) > 0n;
  }

  override async settle(id: string): Promise<void> {
    await this.database.ask((db) => db.updateTable('deliveries').set({ body: null }).where('id', '=', id).execute());
  }

  override async forget(id: string): Promise<void> {
    await this.database.ask((db) => db.deleteFrom('deliveries').where('id', '=', id).execute());
  }

  override async unsettled(): Promise<Delivery[]> {
    const rows = await this.database.ask((db) =>
      db.selectFrom('deliveries').select('body').where('body', 'is not', null).orderBy('at').execute(),
    );
    return rows.map(({ body }) => JSON.parse(body ?? '') as Delivery);
  }
}
