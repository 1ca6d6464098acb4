import { Module } from '@nestjs/common';
import { ChangesModule } from '../changes/changes.module';
import { DeploymentsModule } from '../deployments/deployments.module';
import { IncidentRecorder } from './incident-recorder';
import { IncidentsService } from './incidents.service';

/** AnnouncementPublisher comes from the global module of what draws announcements; what is remembered, from the store's. */
@Module({
  imports: [ChangesModule, DeploymentsModule],
  providers: [IncidentRecorder, IncidentsService],
  exports: [IncidentsService],
})
export class IncidentsModule {}
