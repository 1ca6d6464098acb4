import { Module } from '@nestjs/common';
import { ChangesModule } from '../changes/changes.module';
import { DeploymentsModule } from '../deployments/deployments.module';
import { MemberDeployer } from './member.deployer';
import { SeriesResumption } from './series.resumption';
import { SeriesRunner } from './series.runner';
import { SeriesService } from './series.service';
import { SeriesTurns } from './series.turns';

/** Its ports come from the global modules of the store, and of what draws announcements. */
@Module({
  imports: [ChangesModule, DeploymentsModule],
  providers: [MemberDeployer, SeriesResumption, SeriesRunner, SeriesService, SeriesTurns],
  exports: [SeriesService],
})
export class SeriesModule {}
