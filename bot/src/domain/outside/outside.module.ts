import { Module } from '@nestjs/common';
import { ChangesModule } from '../changes/changes.module';
import { DeploymentsModule } from '../deployments/deployments.module';
import { ObservationsModule } from '../observations/observations.module';
import { Deployers } from './deployers';
import { OutsideService } from './outside.service';
import { OutsideTeller } from './outside-teller';

/** Its ports come from the global modules of AWS, of the store, and of what draws announcements. */
@Module({
  imports: [ChangesModule, DeploymentsModule, ObservationsModule],
  providers: [Deployers, OutsideService, OutsideTeller],
  exports: [OutsideService],
})
export class OutsideModule {}
