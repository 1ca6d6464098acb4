import type { EcsService } from '../../domain/observations/ecs-service.types';
import { BoundedMap } from '../../kernel/bounded-map';
import type { Clock } from '../../kernel/clock';

const KEPT = 1000;

/** The looks that were taken last, for those whom an answer of a few seconds ago will do. */
export class RecentLooks {
  private readonly looks = new BoundedMap<string, { at: number; look: Promise<EcsService> }>(KEPT);

  constructor(private readonly clock: Clock) {}

  /** The last look, where it was begun no longer ago; else a new one, which is remembered. */
  within(maxAgeMs: number, key: string, take: () => Promise<EcsService>): Promise<EcsService> {
    const now = this.clock.now();
    const last = this.looks.get(key);
    if (last && maxAgeMs > 0 && now - last.at <= maxAgeMs) return last.look;
    const look = take();
    this.looks.set(key, { at: now, look });
    look.catch(() => this.looks.delete(key));
    return look;
  }
}
