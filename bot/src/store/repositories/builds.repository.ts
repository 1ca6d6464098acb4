import { Injectable } from '@nestjs/common';
import { BuildRecord } from '../../domain/builds/builds.port';
import { buildKey } from '../../domain/builds/builds.types';
import type { Build } from '../../domain/builds/builds.types';
import { Database } from '../database';

/** What pipelines told of. */
@Injectable()
export class StoredBuilds extends BuildRecord {
  constructor(private readonly database: Database) {
    super();
  }

  override async isFirst(id: string, at: number): Promise<boolean> {
    const taken = await this.database.ask((db) =>
      db
        .insertInto('hook_deliveries')
        .values({ id, at })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .executeTakeFirst(),
    );
    return (taken.numInsertedOrUpdatedRows ?? 0n) > 0n;
  }

  override async forget(id: string): Promise<void> {
    await this.database.keep(`That ${id} came to nothing`, (db) =>
      db.deleteFrom('hook_deliveries').where('id', '=', id).execute(),
    );
  }

  override async add(build: Build): Promise<boolean> {
    const row = { key: buildKey(build), at: build.at, told: 0, body: JSON.stringify(build) };
    const taken = await this.database.ask((db) =>
      db
        .insertInto('builds')
        .values(row)
        .onConflict((conflict) => conflict.column('key').doNothing())
        .executeTakeFirst(),
    );
    return (taken.numInsertedOrUpdatedRows ?? 0n) > 0n;
  }

  override async told(build: Build): Promise<void> {
    const key = buildKey(build);
    await this.database.keep(`That ${key} was told`, (db) =>
      db.updateTable('builds').set({ told: 1 }).where('key', '=', key).execute(),
    );
  }

  override async untold(): Promise<Build[]> {
    const rows = await this.database.ask((db) =>
      db.selectFrom('builds').select('body').where('told', '=', 0).orderBy('at').orderBy('key').execute(),
    );
    return rows.map(({ body }) => JSON.parse(body) as Build);
  }
}
