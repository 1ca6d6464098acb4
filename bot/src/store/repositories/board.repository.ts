import { Injectable } from '@nestjs/common';
import type { Kysely } from 'kysely';
import { BoardRepository } from '../../chat/told/board.repository';
import type { BoardRecord } from '../../chat/told/board.repository';
import { Clock } from '../../kernel/clock';
import { Database } from '../database';
import type { Schema } from '../schema.types';
import { StoreError } from '../store.errors';

/** So many messages are known without the database: what is said of more at a time waits, or is looked for in Slack. */
const KNOWN = 500;

/** What was said, and where it stands. */
@Injectable()
export class StoredBoard extends BoardRepository {
  /** What this bot saved or read last, for when the database is away: the newest last. */
  private readonly known = new Map<string, BoardRecord>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async load(key: string): Promise<BoardRecord | undefined> {
    try {
      const record = (await this.database.ask((db) => rowOf(db, key)))?.record;
      if (record) this.know(record);
      return record;
    } catch (error) {
      const known = this.known.get(key);
      if (known && error instanceof StoreError) return known;
      throw error;
    }
  }

  override async save(record: BoardRecord): Promise<void> {
    this.know(record);
    const { key } = record;
    const savedAt = this.clock.now();
    await this.database.keep(`What was said of ${key}`, async (db, isLate) => {
      const other = isLate ? await rowOf(db, key) : undefined;
      const body = JSON.stringify(other ? merged(record, other.record, other.savedAt > savedAt) : record);
      const kept = { saved_at: savedAt, ended: Number(record.ended), body };
      await db
        .insertInto('board')
        .values({ key, ...kept })
        .onConflict((conflict) => conflict.column('key').doUpdateSet(kept))
        .execute();
    });
  }

  private know(record: BoardRecord): void {
    this.known.delete(record.key);
    this.known.set(record.key, record);
    const [oldest] = this.known.keys();
    if (this.known.size > KNOWN && oldest !== undefined) this.known.delete(oldest);
  }
}

async function rowOf(db: Kysely<Schema>, key: string): Promise<{ record: BoardRecord; savedAt: number } | undefined> {
  const row = await db.selectFrom('board').select(['body', 'saved_at']).where('key', '=', key).executeTakeFirst();
  return row && { record: JSON.parse(row.body) as BoardRecord, savedAt: row.saved_at };
}

/** What two know of one message: where they differ, what was saved last; and all that was said in its thread. */
function merged(mine: BoardRecord, other: BoardRecord, isOtherNewer: boolean): BoardRecord {
  const [older, newer] = isOtherNewer ? [mine, other] : [other, mine];
  return { ...newer, replies: { ...older.replies, ...newer.replies } };
}
