import { Module } from '@nestjs/common';
import { ImagesModule } from '../images/images.module';
import { ObservationsModule } from '../observations/observations.module';
import { DeploymentPlanner } from './deployment.planner';
import { DeploymentRecord } from './deployment.record';
import { DeploymentWatcher } from './deployment.watcher';
import { InMemoryDeploymentRepository } from './deployments.in-memory.repository';
import { DeploymentRepository } from './deployments.port';
import { DeploymentsService } from './deployments.service';

@Module({
  imports: [ImagesModule, ObservationsModule],
  providers: [
    DeploymentPlanner,
    DeploymentRecord,
    DeploymentWatcher,
    DeploymentsService,
    { provide: DeploymentRepository, useClass: InMemoryDeploymentRepository },
  ],
  exports: [DeploymentsService],
})
export class DeploymentsModule {}
