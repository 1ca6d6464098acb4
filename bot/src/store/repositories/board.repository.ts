import { Injectable } from '@nestjs/common';
import { BoardRepository } from '../../chat/told/board.repository';
import type { BoardRecord } from '../../chat/told/board.repository';
import { Clock } from '../../kernel/clock';
import { Database } from '../database';

/** What was said, and where it stands. */
@Injectable()
export class StoredBoard extends BoardRepository {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async load(key: string): Promise<BoardRecord | undefined> {
    const row = await this.database.ask((db) =>
      db.selectFrom('board').select('body').where('key', '=', key).executeTakeFirst(),
    );
    return row && (JSON.parse(row.body) as BoardRecord);
  }

  override async save(record: BoardRecord): Promise<void> {
    const kept = { saved_at: this.clock.now(), ended: Number(record.ended), body: JSON.stringify(record) };
    await this.database.ask((db) =>
      db
        .insertInto('board')
        .values({ key: record.key, ...kept })
        .onConflict((conflict) => conflict.column('key').doUpdateSet(kept))
        .execute(),
    );
  }
}
