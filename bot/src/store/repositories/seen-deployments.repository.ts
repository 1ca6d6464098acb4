import { Injectable } from '@nestjs/common';
import { SeenDeployments } from '../../domain/outside/outside.port';
import type { SeenDeployment } from '../../domain/outside/outside.types';
import { Database } from '../database';
import { columnsOf } from './service-columns';

/** The newest deployment of each service that was seen. */
@Injectable()
export class StoredSeenDeployments extends SeenDeployments {
  constructor(private readonly database: Database) {
    super();
  }

  override async of(environment: string): Promise<SeenDeployment[]> {
    const rows = await this.database.ask((db) =>
      db.selectFrom('seen_deployments').select('body').where('environment', '=', environment).execute(),
    );
    return rows.map(({ body }) => JSON.parse(body) as SeenDeployment);
  }

  override async save(seen: SeenDeployment): Promise<void> {
    const body = JSON.stringify(seen);
    await this.database.ask((db) =>
      db
        .insertInto('seen_deployments')
        .values({ ...columnsOf(seen.ref), body })
        .onConflict((conflict) => conflict.columns(['environment', 'cluster', 'service']).doUpdateSet({ body }))
        .execute(),
    );
  }
}
