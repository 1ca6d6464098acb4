import { Module } from '@nestjs/common';
import { ChatModule } from '../../chat/chat.module';
import { TasksModule } from '../../domain/tasks/tasks.module';
import { RecycleCommand } from './recycle.command';

@Module({ imports: [ChatModule, TasksModule], controllers: [RecycleCommand] })
export class RecycleModule {}
