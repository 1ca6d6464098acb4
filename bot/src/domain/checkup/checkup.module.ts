import { Module } from '@nestjs/common';
import { ServicesModule } from '../services/services.module';
import { CheckupService } from './checkup.service';

@Module({ imports: [ServicesModule], providers: [CheckupService], exports: [CheckupService] })
export class CheckupModule {}
