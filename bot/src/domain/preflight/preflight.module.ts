import { Module } from '@nestjs/common';
import { DeploymentsModule } from '../deployments/deployments.module';
import { PreflightService } from './preflight.service';

/** Its port comes from the global module of AWS. */
@Module({ imports: [DeploymentsModule], providers: [PreflightService], exports: [PreflightService] })
export class PreflightModule {}
