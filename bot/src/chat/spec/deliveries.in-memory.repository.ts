import { DeliveryRepository } from '../door/delivery.repository';
import type { Delivery } from '../door/delivery.repository';

/** For specs: what was delivered, for as long as the spec lasts. */
export class InMemoryDeliveries extends DeliveryRepository {
  private readonly taken = new Map<string, Delivery | undefined>();
  private readonly left = new Set<string>();
  /** What it answers every question with. */
  broken: (() => Promise<never>) | undefined;

  override async take(delivery: Delivery): Promise<boolean> {
    if (this.broken) return this.broken();
    if (this.taken.has(delivery.id)) return false;
    this.taken.set(delivery.id, delivery);
    return true;
  }

  override async settle(id: string): Promise<void> {
    if (this.broken) return this.broken();
    if (this.taken.has(id)) this.taken.set(id, undefined);
  }

  override async forget(id: string): Promise<void> {
    if (this.broken) return this.broken();
    this.taken.delete(id);
  }

  /** The bot that took them on is gone. */
  leave(): void {
    for (const id of this.taken.keys()) this.left.add(id);
  }

  override async takeLeft(): Promise<Delivery[]> {
    const left = (await this.unsettled()).filter(({ id }) => this.left.has(id));
    this.left.clear();
    return left;
  }

  async unsettled(): Promise<Delivery[]> {
    if (this.broken) return this.broken();
    return [...this.taken.values()].filter((delivery) => delivery !== undefined);
  }
}
