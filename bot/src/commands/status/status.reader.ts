import { Injectable } from '@nestjs/common';
import type { Doer } from '../../domain/access/access.types';
import { DeploymentsService } from '../../domain/deployments/deployments.service';
import type { Deployment } from '../../domain/deployments/deployment.types';
import type { Relapse } from '../../domain/deployments/relapse.types';
import type { ServiceLine, ServiceObservation } from '../../domain/observations/observation.types';
import { ObservationsService } from '../../domain/observations/observations.service';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { isUnknown } from '../../kernel/part';

/** What there is to say of a service: what runs, and who deployed it, which AWS does not know. */
export interface Seen extends ServiceObservation {
  /** Who started the last deployment; undefined where this bot neither started it nor saw it start, or too long ago. */
  deployedBy?: Doer;
  /** What went wrong with it since it was done, and when that was. */
  relapsed?: Relapsed;
  /** What was last deployed from outside, where this bot has deployed since. */
  outside?: Deployment;
}

/** A deployment that was done, and was not well after that. */
export interface Relapsed {
  /** Milliseconds since the epoch. */
  doneAt: number;
  relapse: Relapse;
}

/** Reads what `status` tells. */
@Injectable()
export class StatusReader {
  constructor(
    private readonly observations: ObservationsService,
    private readonly deployments: DeploymentsService,
  ) {}

  /** Rejects with what `ObservationsService.observe` throws. */
  async one(ref: ServiceRef): Promise<Seen> {
    const [observed, own, outside] = await Promise.all([
      this.observations.observe(ref),
      this.deployments.latest(ref),
      this.deployments.lastFromOutside(ref),
    ]);
    const seen = outside === undefined ? observed : { ...observed, outside };
    const last = isUnknown(seen.lastDeployment) ? undefined : seen.lastDeployment;
    if (own === undefined || last?.revision !== own.revision) return seen;
    const { actor, doneAt, relapse } = own;
    const relapsed = doneAt !== undefined && relapse ? { relapsed: { doneAt, relapse } } : {};
    return { ...seen, deployedBy: actor, ...relapsed };
  }

  /** One line for each service, in the order given. */
  all(refs: ServiceRef[]): Promise<ServiceLine[]> {
    return this.observations.observeAll(refs);
  }
}
