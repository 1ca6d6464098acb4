import { Module } from '@nestjs/common';
import { ChangesModule } from '../changes/changes.module';
import { IncidentsService } from './incidents.service';

/** AnnouncementPublisher comes from the global module of what draws announcements. */
@Module({ imports: [ChangesModule], providers: [IncidentsService], exports: [IncidentsService] })
export class IncidentsModule {}
