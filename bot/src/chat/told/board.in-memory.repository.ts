import { Injectable } from '@nestjs/common';
import { BoardRepository } from './board.repository';
import type { BoardRecord } from './board.repository';

/** How many messages are remembered. */
const KEPT = 1000;

/** Remembers messages as long as the process lives. Forgets ended ones first, and never what is not said yet. */
@Injectable()
export class InMemoryBoardRepository extends BoardRepository {
  /** Least recently saved first. */
  private readonly records = new Map<string, BoardRecord>();

  override load(key: string): Promise<BoardRecord | undefined> {
    return Promise.resolve(this.records.get(key));
  }

  override save(record: BoardRecord): Promise<void> {
    this.records.delete(record.key);
    this.records.set(record.key, record);
    if (this.records.size > KEPT) this.forgetOne();
    return Promise.resolve();
  }

  private forgetOne(): void {
    const forgotten = this.oldest((record) => record.ended) ?? this.oldest(() => true);
    if (forgotten) this.records.delete(forgotten.key);
  }

  private oldest(isMeant: (record: BoardRecord) => boolean): BoardRecord | undefined {
    for (const record of this.records.values()) if (isMeant(record) && isSaid(record)) return record;
    return undefined;
  }
}

function isSaid({ head, replies }: BoardRecord): boolean {
  return [...(head ? [head] : []), ...Object.values(replies)].every(({ ref }) => ref !== undefined);
}
