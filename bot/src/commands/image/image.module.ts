import { Module } from '@nestjs/common';
import { ChatModule } from '../../chat/chat.module';
import { DeploymentsModule } from '../../domain/deployments/deployments.module';
import { ImageStartAction } from './image.action';
import { ImageCommand } from './image.command';
import { Planner } from './planner';
import { DeploymentStarter } from './starter';

@Module({
  imports: [ChatModule, DeploymentsModule],
  controllers: [ImageCommand, ImageStartAction],
  providers: [DeploymentStarter, Planner],
})
export class ImageModule {}
