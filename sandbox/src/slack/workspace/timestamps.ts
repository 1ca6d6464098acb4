import type { Clock } from '../../kernel/clock';

/** Slack's message timestamps: seconds with six digits, strictly rising, so that each is unique in its channel. */
export class Timestamps {
  private last = 0;

  constructor(private readonly clock: Clock) {}

  next(): string {
    this.last = Math.max(this.last + 1, this.clock.now() * 1000);
    return `${Math.floor(this.last / 1_000_000)}.${String(this.last % 1_000_000).padStart(6, '0')}`;
  }
}
