import type { HistoryAsked, HistoryEntry } from './history.types';

/** What was done, by whomever: changes, what was deployed from elsewhere, what was refused. */
export abstract class History {
  /**
   * The newest entries, the newest first.
   * @param asked.attempts whether those are wanted too that were refused or came to nothing
   * @param limit so many at most
   */
  abstract newest(asked: HistoryAsked & { attempts: boolean }, limit: number): Promise<HistoryEntry[]>;
}
