import { Module } from '@nestjs/common';
import { ImagesModule } from '../images/images.module';
import { DeploymentLock } from './deployment.lock';
import { DeploymentPlanner } from './deployment.planner';
import { DeploymentRecord } from './deployment.record';
import { DeploymentWatcher } from './deployment.watcher';
import { InMemoryDeploymentRepository } from './deployments.in-memory.repository';
import { DeploymentRepository } from './deployments.port';
import { DeploymentsService } from './deployments.service';

@Module({
  imports: [ImagesModule],
  providers: [
    DeploymentLock,
    DeploymentPlanner,
    DeploymentRecord,
    DeploymentWatcher,
    DeploymentsService,
    { provide: DeploymentRepository, useClass: InMemoryDeploymentRepository },
  ],
  exports: [DeploymentsService],
})
export class DeploymentsModule {}
