import type { Clock } from '../../kernel/clock';
import { TokenBucket } from './token-bucket';

/** Slack lets an app post about one message a second into a channel; short bursts pass. */
const POST_EVERY_MS = 1000;
const POST_BURST = 4;

/** How fast may be posted: an allowance for each channel, kept only while something is missing from it. */
export class PostPace {
  private readonly buckets = new Map<string, TokenBucket>();

  constructor(private readonly clock: Clock) {}

  /** Takes one post of a channel's allowance, and says how many milliseconds to wait until it may go. */
  spend(channel: string): number {
    for (const [other, bucket] of this.buckets) if (bucket.isFull()) this.buckets.delete(other);
    const bucket = this.buckets.get(channel) ?? new TokenBucket(this.clock, POST_EVERY_MS, POST_BURST);
    this.buckets.set(channel, bucket);
    return bucket.spend();
  }

  /** How many channels were posted to of late. */
  get size(): number {
    return this.buckets.size;
  }
}
