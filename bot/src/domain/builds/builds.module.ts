import { Module } from '@nestjs/common';
import { ObservationsModule } from '../observations/observations.module';
import { ServicesModule } from '../services/services.module';
import { BuildTeller } from './build-teller';
import { BuildsService } from './builds.service';

/** Its ports come from the global modules of the store, and of what draws announcements. */
@Module({
  imports: [ObservationsModule, ServicesModule],
  providers: [BuildTeller, BuildsService],
  exports: [BuildsService],
})
export class BuildsModule {}
