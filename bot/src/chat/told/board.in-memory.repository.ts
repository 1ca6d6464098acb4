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
    const said = [...this.records.values()].filter(isSaid);
    const forgotten = said.find(({ ended }) => ended) ?? said[0];
    if (forgotten) this.records.delete(forgotten.key);
  }
}

function isSaid({ head, replies }: BoardRecord): boolean {
  return [...(head ? [head] : []), ...Object.values(replies)].every(({ ref }) => ref !== undefined);
}
