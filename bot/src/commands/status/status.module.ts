import { Module } from '@nestjs/common';
import { ChatModule } from '../../chat/chat.module';
import { DeploymentsModule } from '../../domain/deployments/deployments.module';
import { ObservationsModule } from '../../domain/observations/observations.module';
import { ServicesModule } from '../../domain/services/services.module';
import { StatusCommand } from './status.command';
import { StatusReader } from './status.reader';

@Module({
  imports: [ChatModule, DeploymentsModule, ObservationsModule, ServicesModule],
  controllers: [StatusCommand],
  providers: [StatusReader],
})
export class StatusModule {}
