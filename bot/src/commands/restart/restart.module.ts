import { Module } from '@nestjs/common';
import { ChatModule } from '../../chat/chat.module';
import { RestartCommand } from './restart.command';

@Module({ imports: [ChatModule], controllers: [RestartCommand] })
export class RestartModule {}
