import { Module } from '@nestjs/common';
import { ChatModule } from '../../chat/chat.module';
import { HistoryModule as RecordModule } from '../../domain/history/history.module';
import { ServicesModule } from '../../domain/services/services.module';
import { HistoryCommand } from './history.command';

@Module({
  imports: [ChatModule, RecordModule, ServicesModule],
  controllers: [HistoryCommand],
})
export class HistoryModule {}
