import { Module } from '@nestjs/common';
import { ChatModule } from '../../chat/chat.module';
import { ObservationsModule } from '../../domain/observations/observations.module';
import { ServicesModule } from '../../domain/services/services.module';
import { StatusCommand } from './status.command';

@Module({
  imports: [ChatModule, ObservationsModule, ServicesModule],
  controllers: [StatusCommand],
})
export class StatusModule {}
