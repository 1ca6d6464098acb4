import { Module } from '@nestjs/common';
import { ChatModule } from '../../chat/chat.module';
import { HelpCommand } from './help.command';

@Module({
  imports: [ChatModule],
  controllers: [HelpCommand],
})
export class HelpModule {}
