import { Clock } from '../clock';

interface Sleeper {
  at: number;
  wake: () => void;
}

/** A clock that stands still until it is told to advance. For specs. */
export class ManualClock extends Clock {
  private sleepers: Sleeper[] = [];

  constructor(private time = Date.UTC(2026, 10, 24, 12, 0, 0)) {
    super();
  }

  now(): number {
    return this.time;
  }

  elapsed(): number {
    return this.time;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const sleeper = { at: this.time + ms, wake };
      this.sleepers.push(sleeper);
      signal?.addEventListener('abort', wake);
      const forget = (): void => {
        this.sleepers = this.sleepers.filter((other) => other !== sleeper);
      };
      function wake(): void {
        forget();
        signal?.removeEventListener('abort', wake);
        resolve();
      }
    });
  }

  /** Moves time on by `ms` milliseconds; whoever sleeps is woken in order, and what they then do at once is done. */
  async advance(ms: number): Promise<void> {
    const end = this.time + ms;
    await settle();
    for (let next = this.due(end); next; next = this.due(end)) {
      const { at, wake } = next;
      this.sleepers = this.sleepers.filter((other) => other !== next);
      this.time = Math.max(this.time, at);
      wake();
      await settle();
    }
    this.time = end;
  }

  private due(end: number): Sleeper | undefined {
    return this.sleepers.filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0];
  }
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 100; turn++) await Promise.resolve();
}
