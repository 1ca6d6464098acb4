/** The only source of time in the bot: what follows a deployment or an alarm can then be driven by hand in a spec. */
export abstract class Clock {
  /** Milliseconds since the epoch. */
  abstract now(): number;

  /** Milliseconds since some moment: it goes on evenly, whatever the time of day is set to meanwhile. */
  abstract elapsed(): number;

  /**
   * Resolves `ms` milliseconds from now, or as soon as `signal` is aborted: an abort is the caller's own wish, so it
   * is not an error; the caller looks at the signal.
   */
  abstract sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The machine's clock. */
export class SystemClock extends Clock {
  now(): number {
    return Date.now();
  }

  elapsed(): number {
    return performance.now();
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const timer = setTimeout(done, ms);
      signal?.addEventListener('abort', done, { once: true });
      function done(): void {
        clearTimeout(timer);
        signal?.removeEventListener('abort', done);
        resolve();
      }
    });
  }
}
