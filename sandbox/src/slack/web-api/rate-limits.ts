import type { Clock } from '../../kernel/clock';

/** Calls a minute of each tier (https://docs.slack.dev/apis/web-api/rate-limits); `special` is several hundred. */
export const CALLS_PER_MINUTE = { tier1: 1, tier2: 20, tier3: 50, tier4: 100, special: 600 } as const;

export type Tier = keyof typeof CALLS_PER_MINUTE;

/** How many messages may be posted to one channel at once before one a second is all that passes. */
export const POSTING_BURST = 10;

/** Counts what each token calls, and what is posted to each channel. */
export class RateLimits {
  private readonly calls = new Map<string, number[]>();
  private readonly channels = new Map<string, { left: number; at: number }>();

  constructor(private readonly clock: Clock) {}

  /** @returns 0 when the call may pass, else the seconds to wait: Slack's Retry-After. */
  call(token: string, method: string, tier: Tier): number {
    const now = this.clock.now();
    const key = `${token} ${method}`;
    const recent = (this.calls.get(key) ?? []).filter((at) => at > now - 60_000);
    this.calls.set(key, recent);
    const [oldest] = recent;
    if (oldest !== undefined && recent.length >= CALLS_PER_MINUTE[tier]) {
      return Math.max(1, Math.ceil((oldest + 60_000 - now) / 1000));
    }
    recent.push(now);
    return 0;
  }

  /** The same for one message to one channel: about one a second, short bursts pass. */
  post(token: string, channel: string): number {
    const now = this.clock.now();
    const key = `${token} ${channel}`;
    const bucket = this.channels.get(key) ?? { left: POSTING_BURST, at: now };
    const left = Math.min(POSTING_BURST, bucket.left + (now - bucket.at) / 1000);
    const passes = left >= 1;
    this.channels.set(key, { left: passes ? left - 1 : left, at: now });
    return passes ? 0 : Math.max(1, Math.ceil(1 - left));
  }

  clear(): void {
    this.calls.clear();
    this.channels.clear();
  }
}
