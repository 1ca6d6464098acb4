import { Module } from '@nestjs/common';
import { ChatModule } from '../chat/chat.module';
import { HealthController } from './health.controller';
import { MetricsService } from './metrics.service';

@Module({ imports: [ChatModule], controllers: [HealthController], providers: [MetricsService] })
export class HealthModule {}
