import { Injectable } from '@nestjs/common';
import { Leases } from '../../kernel/leases';
import type { Lease } from '../../kernel/leases';
import type { ServiceRef } from '../services/service-ref.types';
import { serviceKey } from '../services/service-ref.types';
import { ServiceLocks } from './changes.port';
import type { Holder } from './changes.port';

/** Whoever gives a lock back between two looks at it makes room: it is reached for so often. */
const ATTEMPTS = 5;

/** Locks among all the bots that share what is remembered. */
@Injectable()
export class LeasedServiceLocks extends ServiceLocks {
  constructor(private readonly leases: Leases) {
    super();
  }

  override async take(
    ref: ServiceRef,
    { actor, summary, kind }: Holder,
  ): Promise<{ lease: Lease } | { heldBy: Holder }> {
    const holder = JSON.stringify({ actor, summary, kind });
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const taken = await this.leases.take(`service:${serviceKey(ref)}`, holder);
      if ('lease' in taken) return taken;
      if (taken.heldBy !== undefined) return { heldBy: JSON.parse(taken.heldBy) as Holder };
    }
    throw new Error(`Who is changing ${serviceKey(ref)} could not be found out.`);
  }
}
