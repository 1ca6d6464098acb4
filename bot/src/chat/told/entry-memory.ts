import { Logger } from '@nestjs/common';
import type { BoardRecord, BoardRepository } from './board.repository';

/** How long ago it may have been said where that could not be read: a deployment or an alarm that goes on for longer is rare. */
const LOOK_BACK_MS = 24 * 3_600_000;

/** What is remembered of one key while something is said of it. A repository that fails keeps nobody from saying it. */
export class EntryMemory {
  private readonly logger = new Logger(EntryMemory.name);
  private known: BoardRecord | undefined;
  private loading: Promise<void> | undefined;
  private isUnread = false;

  constructor(
    readonly key: string,
    private readonly repository: BoardRepository,
  ) {}

  /** Undefined before it was loaded or begun. */
  get record(): BoardRecord | undefined {
    return this.known;
  }

  /** Reads it the first time it is asked for. */
  async load(): Promise<BoardRecord | undefined> {
    this.loading ??= this.read();
    await this.loading;
    return this.known;
  }

  private async read(): Promise<void> {
    this.known = await this.repository.load(this.key).catch((error: unknown) => {
      this.logger.error(`What was said of ${this.key} could not be read, so I look for it in Slack.`, error);
      this.isUnread = true;
      return undefined;
    });
  }

  /** Since when something of it may stand there of which nothing is remembered, milliseconds since the epoch. */
  unknownSince(now: number): number | undefined {
    return this.isUnread ? now - LOOK_BACK_MS : undefined;
  }

  /** Begins with what is known otherwise, in the place of what was loaded. Nothing is saved yet. */
  begin(record: Partial<BoardRecord> & { channel: string }): void {
    this.known = { replies: {}, ended: false, ...this.known, ...record, key: this.key };
  }

  /** Changes what is remembered, and saves it. */
  async save(change: Partial<BoardRecord> = {}): Promise<void> {
    if (!this.known) return;
    this.known = { ...this.known, ...change };
    await this.repository.save(this.known).catch((error: unknown) => {
      this.logger.error(`What was said of ${this.key} could not be saved, so it may be said again.`, error);
    });
  }
}
