import { Module } from '@nestjs/common';
import { DeploymentsModule } from '../deployments/deployments.module';
import { HistoryModule } from '../history/history.module';
import { ServicesModule } from '../services/services.module';
import { LatelyService } from './lately.service';

@Module({
  imports: [DeploymentsModule, HistoryModule, ServicesModule],
  providers: [LatelyService],
  exports: [LatelyService],
})
export class LatelyModule {}
