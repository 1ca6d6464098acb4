import { Global, Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { DeliveryRepository } from '../chat/door/delivery.repository';
import { BoardRepository } from '../chat/told/board.repository';
import { AuditTrail } from '../domain/access/access.port';
import { ChangeRecord } from '../domain/changes/changes.port';
import { DeploymentRepository } from '../domain/deployments/deployments.port';
import { UnitOfWork } from '../kernel/unit-of-work';
import { Database } from './database';
import { openDatabase } from './open-database';
import { Pruning } from './pruning';
import { StoredAuditTrail } from './repositories/audit.repository';
import { StoredBoard } from './repositories/board.repository';
import { StoredChanges } from './repositories/changes.repository';
import { StoredDeliveries } from './repositories/deliveries.repository';
import { StoredDeployments } from './repositories/deployments.repository';
import { StoreOptions } from './store.options';

const PORTS = [
  { provide: AuditTrail, useClass: StoredAuditTrail },
  { provide: BoardRepository, useClass: StoredBoard },
  { provide: ChangeRecord, useClass: StoredChanges },
  { provide: DeliveryRepository, useClass: StoredDeliveries },
  { provide: DeploymentRepository, useClass: StoredDeployments },
  { provide: UnitOfWork, useExisting: Database },
];

/** What the bot remembers. Global, because the domain's modules need its ports and may not know who provides them. */
@Global()
@Module({})
export class StoreModule {
  /** @param open opens the database of the options, unless another is to be used */
  static with(open: (options: StoreOptions) => Promise<Database> = openDatabase): DynamicModule {
    return {
      module: StoreModule,
      providers: [{ provide: Database, useFactory: open, inject: [StoreOptions] }, Pruning, ...PORTS],
      exports: PORTS.map(({ provide }) => provide),
    };
  }
}
