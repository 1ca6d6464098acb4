import { Module } from '@nestjs/common';
import { ChatModule } from '../../chat/chat.module';
import { LogsModule as LogsRoom } from '../../domain/logs/logs.module';
import { TasksModule } from '../../domain/tasks/tasks.module';
import { ObservationsModule } from '../../domain/observations/observations.module';
import { LogsCommand } from './logs.command';
import { LogsReader } from './logs.reader';

@Module({
  imports: [ChatModule, LogsRoom, ObservationsModule, TasksModule],
  controllers: [LogsCommand],
  providers: [LogsReader],
})
export class LogsModule {}
