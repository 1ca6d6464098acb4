import type { Clock } from '../../kernel/clock';

/** An allowance that fills at an even rate up to a small stock: short bursts pass, a stream is slowed to the rate. */
export class TokenBucket {
  private stock: number;
  private filledAt: number;

  /**
   * @param everyMs how long one unit takes to come back
   * @param capacity how many may be spent at once
   */
  constructor(
    private readonly clock: Clock,
    private readonly everyMs: number,
    private readonly capacity: number,
  ) {
    this.stock = capacity;
    this.filledAt = clock.now();
  }

  /** Spends one unit, and says how many milliseconds to wait until it is really there. */
  spend(): number {
    this.fill();
    this.stock -= 1;
    return this.stock >= 0 ? 0 : Math.ceil(-this.stock * this.everyMs);
  }

  /** Nothing is missing from it: a new bucket would be the same. */
  isFull(): boolean {
    this.fill();
    return this.stock >= this.capacity;
  }

  private fill(): void {
    const now = this.clock.now();
    this.stock = Math.min(this.capacity, this.stock + (now - this.filledAt) / this.everyMs);
    this.filledAt = now;
  }
}
