import { Module } from '@nestjs/common';
import { ScalingService } from './scaling.service';

@Module({ providers: [ScalingService], exports: [ScalingService] })
export class ScalingModule {}
