import { Module } from '@nestjs/common';
import { ChatModule } from '../../chat/chat.module';
import { ImagesModule } from '../../domain/images/images.module';
import { DeployCommand } from './deploy.command';

@Module({
  imports: [ChatModule, ImagesModule],
  controllers: [DeployCommand],
})
export class DeployModule {}
