import { setTimeout as pause } from 'node:timers/promises';

/** For how long it is known that a server is away before it is tried again. Milliseconds. */
const FRESH_MS = 1000;

/**
 * Whether a server answers. Found out once for all who would wait for it one after the other: while it is away whoever asks
 * is told so at once.
 */
export class Reach {
  private away: { why: Error; at: number } | undefined;
  private looking: Promise<void> | undefined;
  private returnedAt = 0;

  /**
   * @param tryIt rejects where the server does not answer
   * @param patienceMs how long something may take before it is found out whether the server answers at all
   */
  constructor(
    private readonly tryIt: () => Promise<unknown>,
    private readonly patienceMs: number,
  ) {}

  /** When it came back last, by `performance.now()`: a connection from before may be dead without knowing it. */
  get backSince(): number {
    return this.returnedAt;
  }

  /** @throws Error where it is away, as far as that is known */
  async assert(): Promise<void> {
    if (this.away !== undefined) await this.look();
  }

  /**
   * Waits for an answer for as long as the server answers others.
   * @throws Error of `answer`, or of a server that is away
   */
  async whileThere<T>(answer: Promise<T>): Promise<T> {
    const answered = new AbortController();
    try {
      return await Promise.race([answer, this.notice(answered.signal)]);
    } finally {
      answered.abort();
    }
  }

  /** Never resolves: rejects once the server is found to be away. */
  private async notice(answered: AbortSignal): Promise<never> {
    for (;;) {
      await pause(this.patienceMs, undefined, { signal: answered }).catch(() => {});
      if (answered.aborted) return new Promise(() => {});
      await this.look();
    }
  }

  private async look(): Promise<void> {
    if (this.away !== undefined && performance.now() - this.away.at < FRESH_MS) throw this.away.why;
    this.looking ??= this.find().finally(() => (this.looking = undefined));
    await this.looking;
  }

  private async find(): Promise<void> {
    try {
      await this.tryIt();
    } catch (error) {
      this.away = { why: error as Error, at: performance.now() };
      throw error;
    }
    if (this.away !== undefined) this.returnedAt = performance.now();
    this.away = undefined;
  }
}
