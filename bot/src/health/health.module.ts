import { Module, type MiddlewareConsumer, type NestModule } from '@nestjs/common';
import { ChatModule } from '../chat/chat.module';
import { CallersMiddleware } from './callers.middleware';
import { HealthController } from './health.controller';
import { MetricsService } from './metrics.service';

@Module({ imports: [ChatModule], controllers: [HealthController], providers: [MetricsService] })
export class HealthModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    // Whatever else may once listen on this port, too.
    consumer.apply(CallersMiddleware).forRoutes('{*any}');
  }
}
