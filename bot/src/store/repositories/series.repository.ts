import { Injectable } from '@nestjs/common';
import { SeriesRecord } from '../../domain/series/series.port';
import type { Series } from '../../domain/series/series.types';
import { Database } from '../database';

/** Deployments to several services. */
@Injectable()
export class StoredSeries extends SeriesRecord {
  constructor(private readonly database: Database) {
    super();
  }

  override async begin(series: Series): Promise<void> {
    const { id, at } = series;
    const row = { id, at, open: 1, body: JSON.stringify(series) };
    await this.database.ask((db) => db.insertInto('series').values(row).execute());
  }

  override async keep(series: Series): Promise<void> {
    const body = JSON.stringify(series);
    await this.database.keep(`What became of ${series.id}`, (db) =>
      db.updateTable('series').set({ body }).where('id', '=', series.id).execute(),
    );
  }

  override async close(id: string): Promise<void> {
    await this.database.keep(`That ${id} is over`, (db) =>
      db.updateTable('series').set({ open: 0 }).where('id', '=', id).execute(),
    );
  }

  override async open(): Promise<Series[]> {
    const rows = await this.database.ask((db) =>
      db.selectFrom('series').select('body').where('open', '=', 1).orderBy('at').orderBy('id').execute(),
    );
    return rows.map(({ body }) => JSON.parse(body) as Series);
  }
}
