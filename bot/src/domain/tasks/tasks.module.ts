import { Module } from '@nestjs/common';
import { ServicesModule } from '../services/services.module';
import { ObservationsModule } from '../observations/observations.module';
import { TasksService } from './tasks.service';

@Module({ imports: [ServicesModule, ObservationsModule], providers: [TasksService], exports: [TasksService] })
export class TasksModule {}
