import { Module } from '@nestjs/common';
import { ChatModule } from '../../chat/chat.module';
import { DeploymentsModule } from '../../domain/deployments/deployments.module';
import { WhyCommand } from './why.command';

@Module({
  imports: [ChatModule, DeploymentsModule],
  controllers: [WhyCommand],
})
export class WhyModule {}
