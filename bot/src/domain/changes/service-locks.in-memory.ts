import { Injectable } from '@nestjs/common';
import type { ServiceRef } from '../services/service-ref.types';
import { serviceKey } from '../services/service-ref.types';
import { ServiceLocks } from './changes.port';
import type { Holder } from './changes.port';

/** Locks within this process. */
@Injectable()
export class InMemoryServiceLocks extends ServiceLocks {
  private readonly held = new Map<string, Holder>();

  override async take(ref: ServiceRef, holder: Holder): Promise<{ release: () => Promise<void> } | { heldBy: Holder }> {
    const key = serviceKey(ref);
    const heldBy = this.held.get(key);
    if (heldBy) return { heldBy };
    this.held.set(key, holder);
    return { release: async () => void this.held.delete(key) };
  }
}
