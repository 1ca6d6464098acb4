import { Injectable } from '@nestjs/common';
import { JobRecord } from '../../domain/jobs/jobs.port';
import type { JobRun } from '../../domain/jobs/jobs.types';
import { serviceKey } from '../../domain/services/service-ref.types';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { Database } from '../database';
import { columnsOf } from './service-columns';

/** Jobs that were run. */
@Injectable()
export class StoredJobs extends JobRecord {
  constructor(private readonly database: Database) {
    super();
  }

  override async save(run: JobRun): Promise<void> {
    const { id, ref, job, startedAt: at } = run;
    const known = { open: 1, body: JSON.stringify(run) };
    await this.database.ask((db) =>
      db
        .insertInto('jobs')
        .values({ id, ...columnsOf(ref), job, at, ...known })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(known))
        .execute(),
    );
  }

  override async close(run: JobRun): Promise<void> {
    const body = JSON.stringify(run);
    await this.database.keep(`That ${run.id} is over`, (db) =>
      db.updateTable('jobs').set({ open: 0, body }).where('id', '=', run.id).execute(),
    );
  }

  override async open(): Promise<JobRun[]> {
    const rows = await this.database.ask((db) =>
      db.selectFrom('jobs').select('body').where('open', '=', 1).orderBy('at').orderBy('id').execute(),
    );
    return rows.map(({ body }) => JSON.parse(body) as JobRun);
  }

  override async openOf(ref: ServiceRef, job: string): Promise<JobRun | undefined> {
    const key = serviceKey(ref);
    return (await this.open()).find((run) => run.job === job && serviceKey(run.ref) === key);
  }
}
