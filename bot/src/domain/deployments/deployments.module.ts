import { Module } from '@nestjs/common';
import { ImagesModule } from '../images/images.module';
import { LogsModule } from '../logs/logs.module';
import { ObservationsModule } from '../observations/observations.module';
import { CancellationService } from './cancellation.service';
import { DecisionService } from './decision.service';
import { DeploymentPlanner } from './deployment.planner';
import { DeploymentRecord } from './deployment.record';
import { DeploymentStarter } from './deployment.starter';
import { DeploymentWatcher } from './deployment.watcher';
import { DeploymentsService } from './deployments.service';
import { OutsideRecord } from './outside-record.service';
import { Fallbacks } from './fallbacks.service';
import { GoodVersions } from './good-versions';
import { MovedTags } from './moved-tags.service';
import { DeploymentPast } from './past.service';
import { RolloutEvidenceService } from './rollout-evidence.service';
import { RolloutEvidence } from './rollouts.port';
import { RollbackPlanner } from './rollback.planner';
import { WhyService } from './why.service';
import { RollbackService } from './rollback.service';

@Module({
  imports: [ImagesModule, LogsModule, ObservationsModule],
  providers: [
    CancellationService,
    DecisionService,
    DeploymentPast,
    DeploymentPlanner,
    DeploymentRecord,
    DeploymentStarter,
    DeploymentWatcher,
    DeploymentsService,
    Fallbacks,
    GoodVersions,
    MovedTags,
    OutsideRecord,
    RollbackPlanner,
    RollbackService,
    WhyService,
    { provide: RolloutEvidence, useClass: RolloutEvidenceService },
  ],
  exports: [
    CancellationService,
    DecisionService,
    DeploymentPast,
    DeploymentsService,
    Fallbacks,
    MovedTags,
    OutsideRecord,
    RollbackService,
    WhyService,
  ],
})
export class DeploymentsModule {}
