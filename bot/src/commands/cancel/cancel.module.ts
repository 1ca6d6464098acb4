import { Module } from '@nestjs/common';
import { ChatModule } from '../../chat/chat.module';
import { CancelCommand } from './cancel.command';

@Module({ imports: [ChatModule], controllers: [CancelCommand] })
export class CancelModule {}
