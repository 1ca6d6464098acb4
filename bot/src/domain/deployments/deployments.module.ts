import { Module } from '@nestjs/common';
import { ImagesModule } from '../images/images.module';
import { ObservationsModule } from '../observations/observations.module';
import { CancellationService } from './cancellation.service';
import { DeploymentPlanner } from './deployment.planner';
import { DeploymentRecord } from './deployment.record';
import { DeploymentWatcher } from './deployment.watcher';
import { DeploymentsService } from './deployments.service';
import { OutsideRecord } from './outside-record.service';

@Module({
  imports: [ImagesModule, ObservationsModule],
  providers: [
    CancellationService,
    DeploymentPlanner,
    DeploymentRecord,
    DeploymentWatcher,
    DeploymentsService,
    OutsideRecord,
  ],
  exports: [CancellationService, DeploymentsService, OutsideRecord],
})
export class DeploymentsModule {}
