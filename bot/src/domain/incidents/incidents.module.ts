import { Module } from '@nestjs/common';
import { ScalingModule } from '../scaling/scaling.module';
import { IncidentsService } from './incidents.service';

/** AnnouncementPublisher comes from the global module of what draws announcements. */
@Module({ imports: [ScalingModule], providers: [IncidentsService], exports: [IncidentsService] })
export class IncidentsModule {}
