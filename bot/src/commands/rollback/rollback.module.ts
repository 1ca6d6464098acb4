import { Module } from '@nestjs/common';
import { ChatModule } from '../../chat/chat.module';
import { RollbackCommand } from './rollback.command';

@Module({ imports: [ChatModule], controllers: [RollbackCommand] })
export class RollbackModule {}
