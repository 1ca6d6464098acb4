const FIRST_WAIT_MS = 250;
const GROWS = 1.7;
/** The longest wait between two attempts while no socket is open, and while one is that serves alone. Milliseconds. */
const LONGEST_ALONE_MS = 5000;
const LONGEST_SPARE_MS = 30_000;
/** A socket that was lost before it was so old did not do its work: the next one waits as after a failure. */
const SETTLED_MS = 5000;

/** When the next socket may be asked for: at once after one that served, later and later after ones that did not. */
export class Pace {
  /** How many in a row could not be had, and how many in a row were lost young. */
  private failures = 0;
  private diedYoung = 0;
  private lastAt = Number.NEGATIVE_INFINITY;
  private notBefore = Number.NEGATIVE_INFINITY;

  /** One is being asked for now. */
  asked(now: number): void {
    this.lastAt = now;
  }

  /** It could not be had. @param asksMs how long to leave Slack alone, where that is known */
  failed(now: number, asksMs = 0): void {
    this.failures += 1;
    this.lastAt = now;
    this.notBefore = now + asksMs;
  }

  /** It is open. */
  opened(): void {
    this.failures = 0;
  }

  /** One was lost after so many milliseconds. */
  lost(ageMs: number): void {
    this.diedYoung = ageMs < SETTLED_MS ? this.diedYoung + 1 : 0;
  }

  /** How many milliseconds to wait from now. @param spare whether another socket serves meanwhile */
  wait(now: number, spare: boolean): number {
    const bad = Math.max(this.failures, this.diedYoung);
    const grown = bad === 0 ? 0 : FIRST_WAIT_MS * GROWS ** (bad - 1);
    const after = this.lastAt + Math.min(grown, spare ? LONGEST_SPARE_MS : LONGEST_ALONE_MS);
    return Math.max(0, after - now, this.notBefore - now);
  }
}
