import { Injectable } from '@nestjs/common';
import type { DeploymentHandle } from '../../domain/deployments/deployment.types';
import { EcsDeploymentsLook } from '../../domain/deployments/deployments.port';
import type {
  DeployedService,
  RevisionContainers,
  ServiceDeploymentState,
} from '../../domain/deployments/deployments.port';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { ServiceDeploymentReader } from './service-deployment-reader';
import { ServiceReader } from './service-reader';
import { deployedService } from './service-shape';
import { TaskDefinitions } from './task-definitions';

/** What a deployment is planned from, read from ECS. */
@Injectable()
export class DeploymentsLookAdapter extends EcsDeploymentsLook {
  constructor(
    private readonly services: ServiceReader,
    private readonly serviceDeployments: ServiceDeploymentReader,
    private readonly taskDefinitions: TaskDefinitions,
  ) {
    super();
  }

  override async service(ref: ServiceRef): Promise<DeployedService> {
    return deployedService(await this.services.read(ref));
  }

  override async containers(ref: ServiceRef, revision: string): Promise<RevisionContainers> {
    const containers = await this.taskDefinitions.containers(ref, revision);
    return { revision, containers: containers.map(({ name, image }) => ({ name, image })) };
  }

  override state(ref: ServiceRef, handle: DeploymentHandle): Promise<ServiceDeploymentState | undefined> {
    return this.serviceDeployments.state(ref, handle);
  }
}
