import { BoardRepository } from '../told/board.repository';
import type { BoardRecord } from '../told/board.repository';

/** For specs: what was said, for as long as the spec lasts. */
export class InMemoryBoardRepository extends BoardRepository {
  private readonly records = new Map<string, BoardRecord>();

  override async load(key: string): Promise<BoardRecord | undefined> {
    return this.records.get(key);
  }

  override async save(record: BoardRecord): Promise<void> {
    this.records.set(record.key, record);
  }
}
