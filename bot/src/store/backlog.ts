import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { StoreError } from './store.errors';

/** How long is waited before the database is asked again whether it takes what waits, where nobody else asks it anything. */
const AGAIN_MS = 5000;

/** What is so already and is to be written down. */
export interface Write {
  /** For the log: `What was said of dep_1`. */
  what: string;
  /** Does so. It may have been done before, though its answer was lost: once more must change nothing. */
  write: () => Promise<unknown>;
}

/** What the database did not take, in the order in which it came, until it does. */
export class Backlog {
  private readonly logger = new Logger('Store');
  private readonly waiting: Write[] = [];
  private flushing: Promise<void> | undefined;
  private isWatching = false;
  private isOver = false;

  /** @param againMs how long is waited before it is tried again by itself */
  constructor(private readonly againMs = AGAIN_MS) {}

  get isEmpty(): boolean {
    return this.waiting.length === 0;
  }

  /** Takes one on. @param why the database did not take it */
  add(write: Write, why: string): void {
    if (this.isEmpty) this.logger.warn(`I write down what the database does not take now once it does. ${why}`);
    this.waiting.push(write);
    if (!this.isWatching) void this.watch();
  }

  /** Writes all of it. Never rejects: what is not taken goes on waiting. */
  flush(): Promise<void> {
    if (this.isEmpty) return Promise.resolve();
    this.flushing ??= this.writeAll().finally(() => (this.flushing = undefined));
    return this.flushing;
  }

  /** Tries for the last time. */
  async end(): Promise<void> {
    this.isOver = true;
    await this.flush();
    if (!this.isEmpty) this.logger.error(`${this.waiting.length} things are not written down, and are forgotten.`);
  }

  private async writeAll(): Promise<void> {
    const began = this.waiting.length;
    for (let next = this.waiting[0]; next !== undefined; next = this.waiting[0]) {
      try {
        await next.write();
      } catch (error) {
        if (error instanceof StoreError) return;
        this.logger.error({ msg: `${next.what} can never be written down.`, err: error });
      }
      this.waiting.shift();
    }
    this.logger.log(`What had to wait for the database is written down: ${began} things.`);
  }

  private async watch(): Promise<void> {
    this.isWatching = true;
    while (!this.isEmpty && !this.isOver) {
      await pause(this.againMs, undefined, { ref: false });
      await this.flush();
    }
    this.isWatching = false;
  }
}
