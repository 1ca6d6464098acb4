import { Injectable } from '@nestjs/common';
import type { LastDeployment } from '../../domain/observations/observation.types';
import { EcsServiceDeployments } from '../../domain/observations/observations.port';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { LastDeployments } from './last-deployments';

/** What ECS remembers of a service's deployments. */
@Injectable()
export class ServiceDeploymentsAdapter extends EcsServiceDeployments {
  constructor(private readonly lastDeployments: LastDeployments) {
    super();
  }

  override last(ref: ServiceRef): Promise<LastDeployment | undefined> {
    return this.lastDeployments.of(ref);
  }
}
