import { Module } from '@nestjs/common';
import { ConfigModule } from './config/config.module';
import { HealthModule } from './health/health.module';
import { PrimesModule } from './primes/primes.module';

@Module({ imports: [ConfigModule, HealthModule, PrimesModule] })
export class AppModule {}
