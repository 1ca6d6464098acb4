import { Module } from '@nestjs/common';
import { ChatModule } from '../../chat/chat.module';
import { RunCommand } from './run.command';

@Module({ imports: [ChatModule], controllers: [RunCommand] })
export class RunModule {}
