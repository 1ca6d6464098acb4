import { Module } from '@nestjs/common';
import type { Type } from '@nestjs/common';
import { AccessModule } from '../access/access.module';
import { DeploymentsModule } from '../deployments/deployments.module';
import { ImagesModule } from '../images/images.module';
import { ScalingModule } from '../scaling/scaling.module';
import { ServicesModule } from '../services/services.module';
import { ChangeCarrier } from './change-carrier';
import { ChangeGate } from './change-gate';
import type { ChangeKind } from './change-kind';
import { ChangeKindRegistry } from './change-kind.registry';
import { ServiceLocks } from './changes.port';
import { ChangeResumption } from './change-resumption';
import { ChangesService } from './changes.service';
import { DesiredChange } from './kinds/desired.change';
import { ImageChange } from './kinds/image.change';
import { RangeChange } from './kinds/range.change';
import { RestartChange } from './kinds/restart.change';
import { InMemoryServiceLocks } from './service-locks.in-memory';

/** The kinds of change there are: a new one adds its line here. */
const KINDS: Type<ChangeKind>[] = [DesiredChange, ImageChange, RangeChange, RestartChange];

/** ChangeRecord comes from the global store, ChangeAnnouncements from the global module of what draws announcements. */
@Module({
  imports: [AccessModule, DeploymentsModule, ImagesModule, ScalingModule, ServicesModule],
  providers: [
    ...KINDS,
    {
      provide: ChangeKindRegistry,
      useFactory: (...kinds: ChangeKind[]) => new ChangeKindRegistry(kinds),
      inject: KINDS,
    },
    { provide: ServiceLocks, useClass: InMemoryServiceLocks },
    ChangeCarrier,
    ChangeGate,
    ChangeResumption,
    ChangesService,
  ],
  exports: [ChangesService],
})
export class ChangesModule {}
