import type { ServiceRef } from '../domain/services/service-ref.types';
import { serviceKey } from '../domain/services/service-ref.types';

/** Activities say only what they set; what it was before is known by who looked. Keeps the last few looks at each service. */
export class DesiredMemory {
  private readonly looks = new Map<string, { at: number; desired: number }[]>();

  /** @param at when ECS was asked, milliseconds since the epoch */
  saw(ref: ServiceRef, desired: number, at: number): void {
    const key = serviceKey(ref);
    this.looks.set(key, [{ at, desired }, ...(this.looks.get(key) ?? [])].slice(0, KEPT));
  }

  /**
   * The wanted tasks just before `moment`: of the last look before it, or what an activity since then set.
   * @param set what activities set, and when
   */
  before(ref: ServiceRef, moment: number, set: readonly { at: number; to: number }[]): number | undefined {
    const look = this.looks.get(serviceKey(ref))?.find(({ at }) => at < moment);
    const since = look?.at ?? Number.NEGATIVE_INFINITY;
    const last = set.filter(({ at }) => at < moment && at >= since).toSorted((a, b) => b.at - a.at)[0];
    return last?.to ?? look?.desired;
  }
}

const KEPT = 50;
