import { BoundedMap } from '../../kernel/bounded-map';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { serviceKey } from '../../domain/services/service-ref.types';

interface Look {
  desired: number;
  asked: number;
  answered: number;
}

/** Activities say only what they set; what it was before is known by who looked. Keeps the last few looks at each service. */
export class DesiredMemory {
  private readonly looks = new BoundedMap<string, Look[]>(SERVICES);

  /**
   * @param asked when ECS was asked, milliseconds since the epoch
   * @param answered when it had answered: what happened in between may be in the answer, or not
   */
  saw(ref: ServiceRef, desired: number, asked: number, answered = asked): void {
    const key = serviceKey(ref);
    this.looks.set(key, [{ desired, asked, answered }, ...(this.looks.get(key) ?? [])].slice(0, KEPT));
  }

  /**
   * The wanted tasks just before `moment`: of the last look before it, or what an activity since then set.
   * @param set what activities set, and when
   */
  before(ref: ServiceRef, moment: number, set: readonly { at: number; to: number }[]): number | undefined {
    const look = this.looks.get(serviceKey(ref))?.find(({ answered }) => answered < moment);
    const since = look?.asked ?? Number.NEGATIVE_INFINITY;
    const last = set.filter(({ at }) => at < moment && at >= since).toSorted((a, b) => b.at - a.at)[0];
    return last?.to ?? look?.desired;
  }
}

const KEPT = 50;
const SERVICES = 5000;
