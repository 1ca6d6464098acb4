/** A callback that was scheduled and has not run yet. */
export interface Timer {
  cancel(): void;
}

/** The only source of time in the sandbox, so that specs can move it by hand. */
export interface Clock {
  /** Milliseconds since the epoch. Always the true time: only intervals are ever shortened, never timestamps. */
  now(): number;
  /** Runs `run` once, `ms` real milliseconds from now. */
  after(ms: number, run: () => void): Timer;
}

/** The machine's own clock. Its timers keep the process alive, as the sandbox's work should. */
export class SystemClock implements Clock {
  now(): number {
    return Date.now();
  }

  after(ms: number, run: () => void): Timer {
    const handle = setTimeout(run, ms);
    return { cancel: () => clearTimeout(handle) };
  }
}

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

/** Runs `run` every `ms` milliseconds until cancelled; a run never overlaps with the next because it is synchronous. */
export function every(clock: Clock, ms: number, run: () => void): Timer {
  let timer = clock.after(ms, tick);
  let cancelled = false;
  function tick(): void {
    run();
    if (!cancelled) timer = clock.after(ms, tick);
  }
  return {
    cancel: () => {
      cancelled = true;
      timer.cancel();
    },
  };
}
