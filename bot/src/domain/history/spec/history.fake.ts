import { History } from '../history.port';
import type { HistoryAsked, HistoryEntry } from '../history.types';

/** For specs: a record of these entries, the newest first. */
export class FakeHistory extends History {
  entries: HistoryEntry[] = [];

  override async newest({ before }: HistoryAsked, limit: number): Promise<HistoryEntry[]> {
    return this.entries.filter(({ at }) => before === undefined || at < before.at).slice(0, limit);
  }
}
