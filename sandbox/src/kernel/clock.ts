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
