import { Injectable } from '@nestjs/common';
import type { LastDeployment, ServiceSummary } from '../../domain/observations/observation.types';
import { EcsServiceObservations } from '../../domain/observations/observations.port';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { LastDeployments } from './last-deployments';
import { ServiceReader } from './service-reader';
import { summaryOf } from './service-shape';

/** What ECS says of a service. */
@Injectable()
export class ServiceObservationsAdapter extends EcsServiceObservations {
  constructor(
    private readonly reader: ServiceReader,
    private readonly lastDeployments: LastDeployments,
  ) {
    super();
  }

  override async summary(ref: ServiceRef): Promise<ServiceSummary> {
    return summaryOf(ref, await this.reader.read(ref));
  }

  override lastDeployment(ref: ServiceRef): Promise<LastDeployment | undefined> {
    return this.lastDeployments.of(ref);
  }
}
