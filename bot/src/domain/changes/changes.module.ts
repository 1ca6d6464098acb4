import { Module } from '@nestjs/common';
import type { Type } from '@nestjs/common';
import { AccessModule } from '../access/access.module';
import { DeploymentsModule } from '../deployments/deployments.module';
import { ImagesModule } from '../images/images.module';
import { JobsModule } from '../jobs/jobs.module';
import { PreflightModule } from '../preflight/preflight.module';
import { ScalingModule } from '../scaling/scaling.module';
import { TasksModule } from '../tasks/tasks.module';
import { ServicesModule } from '../services/services.module';
import { ChangeCarrier } from './change-carrier';
import { ChangeGate } from './change-gate';
import type { ChangeKind } from './change-kind';
import type { ChangeKindName } from './change.types';
import { ChangeKindRegistry } from './change-kind.registry';
import { ServiceLocks } from './changes.port';
import { ChangeResumption } from './change-resumption';
import { ChangesService } from './changes.service';
import { CancelChange } from './kinds/cancel.change';
import { ContinueChange } from './kinds/continue.change';
import { DesiredChange } from './kinds/desired.change';
import { EndRunChange } from './kinds/end-run.change';
import { ImageChange } from './kinds/image.change';
import { RangeChange } from './kinds/range.change';
import { RecycleChange } from './kinds/recycle.change';
import { RestartChange } from './kinds/restart.change';
import { RollbackChange } from './kinds/rollback.change';
import { RunChange } from './kinds/run.change';
import { LeasedServiceLocks } from './service-locks.leased';

/** The kinds of change there are: a new one adds its line here, and does not compile without. */
const KINDS: { readonly [Name in ChangeKindName]: Type<ChangeKind<Name>> } = {
  cancel: CancelChange,
  continue: ContinueChange,
  desired: DesiredChange,
  'end-run': EndRunChange,
  image: ImageChange,
  range: RangeChange,
  recycle: RecycleChange,
  restart: RestartChange,
  rollback: RollbackChange,
  run: RunChange,
};

/** ChangeRecord comes from the global store, ChangeAnnouncements from the global module of what draws announcements. */
@Module({
  imports: [
    AccessModule,
    DeploymentsModule,
    ImagesModule,
    JobsModule,
    PreflightModule,
    ScalingModule,
    ServicesModule,
    TasksModule,
  ],
  providers: [
    ...Object.values(KINDS),
    {
      provide: ChangeKindRegistry,
      useFactory: (...kinds: ChangeKind[]) => new ChangeKindRegistry(kinds),
      inject: Object.values(KINDS),
    },
    { provide: ServiceLocks, useClass: LeasedServiceLocks },
    ChangeCarrier,
    ChangeGate,
    ChangeResumption,
    ChangesService,
  ],
  exports: [ChangesService],
})
export class ChangesModule {}
