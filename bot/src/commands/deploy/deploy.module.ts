import { Module } from '@nestjs/common';
import { ChatModule } from '../../chat/chat.module';
import { DeploymentsModule } from '../../domain/deployments/deployments.module';
import { DeployCommand } from './deploy.command';

@Module({
  imports: [ChatModule, DeploymentsModule],
  controllers: [DeployCommand],
})
export class DeployModule {}
