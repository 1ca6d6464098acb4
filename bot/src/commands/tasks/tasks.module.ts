import { Module } from '@nestjs/common';
import { ChatModule } from '../../chat/chat.module';
import { TasksModule as TasksRoom } from '../../domain/tasks/tasks.module';
import { TasksCommand } from './tasks.command';

@Module({ imports: [ChatModule, TasksRoom], controllers: [TasksCommand] })
export class TasksModule {}
