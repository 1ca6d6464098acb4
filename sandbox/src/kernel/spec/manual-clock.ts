import type { Clock, Timer } from '../clock';

interface Pending {
  at: number;
  order: number;
  run: () => void;
}

/** A clock that stands still until it is told to advance: what specs drive the engine with. */
export class ManualClock implements Clock {
  private pending: Pending[] = [];
  private order = 0;

  constructor(private time = Date.UTC(2026, 10, 24, 12, 0, 0)) {}

  now(): number {
    return this.time;
  }

  after(ms: number, run: () => void): Timer {
    const entry = { at: this.time + Math.max(0, ms), order: this.order++, run };
    this.pending.push(entry);
    return { cancel: () => (this.pending = this.pending.filter((other) => other !== entry)) };
  }

  /**
   * Moves time on by `ms`, running what falls due on the way in its order. Between two timers the microtask queue is
   * drained, so promises that a timer resolved are settled before the next timer runs.
   */
  async advance(ms: number): Promise<void> {
    const end = this.time + ms;
    await drainMicrotasks();
    for (let next = this.due(end); next; next = this.due(end)) {
      this.pending = this.pending.filter((other) => other !== next);
      this.time = Math.max(this.time, next.at);
      next.run();
      await drainMicrotasks();
    }
    this.time = end;
  }

  private due(end: number): Pending | undefined {
    return this.pending.filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at || a.order - b.order)[0];
  }
}

const drainMicrotasks = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
};
