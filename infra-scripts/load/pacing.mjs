// When the next request is due. Pure: time is handed in.

/**
 * Spreads requests evenly. What was missed because the machine was busy is made up for by one request at most: the
 * burst that would follow otherwise is just what a small task's queue refuses.
 */
export class Pacing {
  #due;
  #intervalMs;

  /** @param {number} now milliseconds @param {number} rate requests a second */
  constructor(now, rate) {
    this.#due = now;
    this.#intervalMs = 1000 / rate;
  }

  /**
   * Changes the rate without a jump: what is left of the present interval is stretched or shortened with it.
   * @param {number} now milliseconds
   * @param {number} rate requests a second
   */
  change(now, rate) {
    const intervalMs = 1000 / rate;
    if (this.#due > now) this.#due = now + ((this.#due - now) * intervalMs) / this.#intervalMs;
    this.#intervalMs = intervalMs;
  }

  /** Whether a request is due. If so it counts as sent. @param {number} now milliseconds */
  take(now) {
    if (now < this.#due) return false;
    this.#due = Math.max(this.#due + this.#intervalMs, now);
    return true;
  }

  /** Milliseconds until the next request is due; 0 when it is now. @param {number} now milliseconds */
  waitMs(now) {
    return Math.max(0, this.#due - now);
  }
}
