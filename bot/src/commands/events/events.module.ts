import { Module } from '@nestjs/common';
import { ChatModule } from '../../chat/chat.module';
import { ObservationsModule } from '../../domain/observations/observations.module';
import { EventsCommand } from './events.command';

@Module({
  imports: [ChatModule, ObservationsModule],
  controllers: [EventsCommand],
})
export class EventsModule {}
