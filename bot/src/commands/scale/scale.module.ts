import { Module } from '@nestjs/common';
import { ChatModule } from '../../chat/chat.module';
import { ScalingModule } from '../../domain/scaling/scaling.module';
import { ScaleAction } from './scale.action';
import { ScaleCommand } from './scale.command';
import { Scaler } from './scaler';

@Module({
  imports: [ChatModule, ScalingModule],
  controllers: [ScaleCommand, ScaleAction],
  providers: [Scaler],
})
export class ScaleModule {}
