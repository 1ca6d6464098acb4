import { Global, Module } from '@nestjs/common';
import type { DynamicModule, Type } from '@nestjs/common';
import { DeliveryRepository } from '../chat/door/delivery.repository';
import { BoardRepository } from '../chat/told/board.repository';
import { StoreChecks } from '../domain/checkup/checkup.port';
import { AuditTrail } from '../domain/access/access.port';
import { ChangeRecord } from '../domain/changes/changes.port';
import { DeploymentRepository } from '../domain/deployments/deployments.port';
import { History } from '../domain/history/history.port';
import { AnnouncementOutbox, IncidentMemory } from '../domain/incidents/incident-memory.port';
import { Clock } from '../kernel/clock';
import { Leases } from '../kernel/leases';
import { SeenDeployments } from '../domain/outside/outside.port';
import { BuildRecord } from '../domain/builds/builds.port';
import { JobRecord } from '../domain/jobs/jobs.port';
import { LossRecord } from '../domain/insurance/insurance.port';
import { SeriesRecord } from '../domain/series/series.port';
import { UnitOfWork } from '../kernel/unit-of-work';
import { OpenedStoreChecks } from './checkup/opened-store.checks';
import { UnopenedStoreChecks } from './checkup/unopened-store.checks';
import { Database } from './database';
import { OwnedLeases } from './leases/owned-leases';
import { SharedLeases } from './leases/shared-leases';
import { openDatabase, openNothing } from './open-database';
import { Pruning } from './pruning';
import { StoredAnnouncementOutbox } from './repositories/announcement-outbox.repository';
import { StoredAuditTrail } from './repositories/audit.repository';
import { StoredBoard } from './repositories/board.repository';
import { StoredChanges } from './repositories/changes.repository';
import { StoredDeliveries } from './repositories/deliveries.repository';
import { StoredDeployments } from './repositories/deployments.repository';
import { StoredHistory } from './repositories/history.repository';
import { StoredIncidentMemory } from './repositories/incident-memory.repository';
import { StoredLosses } from './repositories/losses.repository';
import { StoredJobs } from './repositories/jobs.repository';
import { StoredBuilds } from './repositories/builds.repository';
import { StoredSeries } from './repositories/series.repository';
import { StoredSeenDeployments } from './repositories/seen-deployments.repository';
import { StoreOptions } from './store.options';

const PORTS = [
  { provide: AnnouncementOutbox, useClass: StoredAnnouncementOutbox },
  { provide: AuditTrail, useClass: StoredAuditTrail },
  { provide: BoardRepository, useClass: StoredBoard },
  { provide: ChangeRecord, useClass: StoredChanges },
  { provide: DeliveryRepository, useClass: StoredDeliveries },
  { provide: DeploymentRepository, useClass: StoredDeployments },
  { provide: History, useClass: StoredHistory },
  { provide: IncidentMemory, useClass: StoredIncidentMemory },
  { provide: Leases, useFactory: leasesOf, inject: [Database, Clock] },
  { provide: SeenDeployments, useClass: StoredSeenDeployments },
  { provide: BuildRecord, useClass: StoredBuilds },
  { provide: JobRecord, useClass: StoredJobs },
  { provide: LossRecord, useClass: StoredLosses },
  { provide: SeriesRecord, useClass: StoredSeries },
  { provide: UnitOfWork, useExisting: Database },
];

/** What the bot remembers. Global, because the domain's modules need its ports and may not know who provides them. */
@Global()
@Module({})
export class StoreModule {
  /** For the bot: the database of the options, a file to itself or a server beside others. */
  static with(): DynamicModule {
    return moduleOf(openDatabase, OpenedStoreChecks, [Pruning]);
  }

  /** For a program that may run beside the bot: it opens nothing, remembers nothing, and only looks whether the bot could. */
  static beside(): DynamicModule {
    return moduleOf(openNothing, UnopenedStoreChecks);
  }
}

function moduleOf(
  open: (options: StoreOptions) => Promise<Database>,
  Checks: Type<StoreChecks>,
  chores: Type[] = [],
): DynamicModule {
  const ports = [...PORTS, { provide: StoreChecks, useClass: Checks }];
  return {
    module: StoreModule,
    providers: [{ provide: Database, useFactory: open, inject: [StoreOptions] }, ...chores, ...ports],
    exports: ports.map(({ provide }) => provide),
  };
}

function leasesOf(database: Database, clock: Clock): Promise<Leases> {
  return database.isShared ? SharedLeases.join(database, clock) : OwnedLeases.begin(database, clock);
}
