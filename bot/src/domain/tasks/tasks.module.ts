import { Module } from '@nestjs/common';
import { ServicesModule } from '../services/services.module';
import { ObservationsModule } from '../observations/observations.module';
import { RecycleService } from './recycle.service';
import { TasksService } from './tasks.service';

@Module({
  imports: [ServicesModule, ObservationsModule],
  providers: [RecycleService, TasksService],
  exports: [RecycleService, TasksService],
})
export class TasksModule {}
