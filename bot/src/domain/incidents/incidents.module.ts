import { Module } from '@nestjs/common';
import { ChangesModule } from '../changes/changes.module';
import { IncidentRecorder } from './incident-recorder';
import { IncidentsService } from './incidents.service';

/** AnnouncementPublisher comes from the global module of what draws announcements; what is remembered, from the store's. */
@Module({ imports: [ChangesModule], providers: [IncidentRecorder, IncidentsService], exports: [IncidentsService] })
export class IncidentsModule {}
