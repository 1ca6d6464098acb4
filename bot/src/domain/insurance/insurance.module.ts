import { Module } from '@nestjs/common';
import { DeploymentsModule } from '../deployments/deployments.module';
import { InsuranceService } from './insurance.service';

/** Its ports come from the global modules of the store, and of what draws announcements. */
@Module({ imports: [DeploymentsModule], providers: [InsuranceService], exports: [InsuranceService] })
export class InsuranceModule {}
