import { Injectable } from '@nestjs/common';
import { LossRecord } from '../../domain/insurance/insurance.port';
import type { LossKey } from '../../domain/insurance/insurance.types';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { Database } from '../database';
import { columnsOf } from './service-columns';

/** Which losses of images were told. */
@Injectable()
export class StoredLosses extends LossRecord {
  constructor(private readonly database: Database) {
    super();
  }

  override async told({ environment, cluster, service }: ServiceRef): Promise<string[]> {
    const rows = await this.database.ask((db) =>
      db
        .selectFrom('losses')
        .select('digest')
        .where('environment', '=', environment)
        .where('cluster', '=', cluster)
        .where('service', '=', service)
        .execute(),
    );
    return rows.map(({ digest }) => digest);
  }

  override async save({ ref, digest }: LossKey, at: number): Promise<void> {
    await this.database.keep(`That the loss of ${digest} was told`, (db) =>
      db
        .insertInto('losses')
        .values({ ...columnsOf(ref), digest, at })
        .onConflict((conflict) => conflict.columns(['environment', 'cluster', 'service', 'digest']).doNothing())
        .execute(),
    );
  }

  override async forget({ ref: { environment, cluster, service }, digest }: LossKey): Promise<void> {
    await this.database.keep(`That ${digest} is there again`, (db) =>
      db
        .deleteFrom('losses')
        .where('environment', '=', environment)
        .where('cluster', '=', cluster)
        .where('service', '=', service)
        .where('digest', '=', digest)
        .execute(),
    );
  }

  override async lookedAt(environment: string): Promise<number | undefined> {
    const row = await this.database.ask((db) =>
      db.selectFrom('loss_looks').select('at').where('environment', '=', environment).executeTakeFirst(),
    );
    return row?.at;
  }

  override async looked(environment: string, at: number): Promise<void> {
    await this.database.keep(`That ${environment} was looked at`, (db) =>
      db
        .insertInto('loss_looks')
        .values({ environment, at })
        .onConflict((conflict) => conflict.column('environment').doUpdateSet({ at }))
        .execute(),
    );
  }
}
