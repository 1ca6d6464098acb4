import { Module } from '@nestjs/common';
import { ChatModule } from '../../chat/chat.module';
import { LatelyModule } from '../../domain/lately/lately.module';
import { ChangesCommand } from './changes.command';

@Module({ imports: [ChatModule, LatelyModule], controllers: [ChangesCommand] })
export class ChangesModule {}
