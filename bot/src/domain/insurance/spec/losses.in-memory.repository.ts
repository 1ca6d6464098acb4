import { serviceKey } from '../../services/service-ref.types';
import type { ServiceRef } from '../../services/service-ref.types';
import { LossAnnouncements, LossRecord } from '../insurance.port';
import type { Loss, LossKey } from '../insurance.types';

/** For specs: which losses were told, for as long as the spec lasts. */
export class InMemoryLosses extends LossRecord {
  private readonly kept = new Map<string, Set<string>>();
  private readonly looks = new Map<string, number>();

  override async told(ref: ServiceRef): Promise<string[]> {
    return [...(this.kept.get(serviceKey(ref)) ?? [])];
  }

  override async save({ ref, digest }: LossKey): Promise<void> {
    this.kept.set(serviceKey(ref), new Set([...(await this.told(ref)), digest]));
  }

  override async forget({ ref, digest }: LossKey): Promise<void> {
    this.kept.get(serviceKey(ref))?.delete(digest);
  }

  override async lookedAt(environment: string): Promise<number | undefined> {
    return this.looks.get(environment);
  }

  override async looked(environment: string, at: number): Promise<void> {
    this.looks.set(environment, at);
  }
}

/** For specs: tells by keeping what it was told. */
export class FakeLossAnnouncements extends LossAnnouncements {
  readonly losses: Loss[] = [];
  /** It is another bot's to tell by now. */
  isLeft = false;

  override async tell(loss: Loss): Promise<boolean> {
    if (!this.isLeft) this.losses.push(loss);
    return !this.isLeft;
  }
}
