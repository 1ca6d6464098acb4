import type { Clock } from '../../../kernel/clock';
import type { Pace } from '../../../kernel/pace';

interface Cooldown {
  /** Epoch ms. */
  until: number;
  /** Tasks added by the scale-out that began it. */
  added: number;
}

/** The cooldowns in force, by scalable target ("Define cooldown periods" in the Application Auto Scaling guide). */
export class Cooldowns {
  private readonly out = new Map<string, Cooldown>();
  private readonly in = new Map<string, Cooldown>();

  constructor(
    private readonly clock: Clock,
    private readonly pace: Pace,
  ) {}

  /** Begins a scale-out cooldown and ends any scale-in cooldown. @param seconds AWS seconds. */
  scaledOut(resourceId: string, seconds: number, added: number): void {
    this.in.delete(resourceId);
    this.out.set(resourceId, { until: this.clock.now() + this.pace.ms(seconds), added });
  }

  /** Begins a scale-in cooldown. @param seconds AWS seconds. */
  scaledIn(resourceId: string, seconds: number): void {
    this.in.set(resourceId, { until: this.clock.now() + this.pace.ms(seconds), added: 0 });
  }

  /** What the scale-out whose cooldown is in force has added; 0 without one. */
  credit(resourceId: string): number {
    return this.inForce(this.out.get(resourceId))?.added ?? 0;
  }

  /** Whether scaling in is held back: capacity that was just added, or just taken away, has to show its effect first. */
  holdsScaleIn(resourceId: string): boolean {
    return Boolean(this.inForce(this.out.get(resourceId)) ?? this.inForce(this.in.get(resourceId)));
  }

  forget(resourceId: string): void {
    this.out.delete(resourceId);
    this.in.delete(resourceId);
  }

  clear(): void {
    this.out.clear();
    this.in.clear();
  }

  private inForce(cooldown: Cooldown | undefined): Cooldown | undefined {
    return cooldown && cooldown.until > this.clock.now() ? cooldown : undefined;
  }
}
