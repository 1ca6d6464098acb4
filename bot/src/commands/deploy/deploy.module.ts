import { Module } from '@nestjs/common';
import { ChatModule } from '../../chat/chat.module';
import { DeploymentsModule } from '../../domain/deployments/deployments.module';
import { SeriesModule } from '../../domain/series/series.module';
import { DeployCommand } from './deploy.command';
import { SeveralDeployments } from './several';

@Module({
  imports: [ChatModule, DeploymentsModule, SeriesModule],
  controllers: [DeployCommand],
  providers: [SeveralDeployments],
})
export class DeployModule {}
