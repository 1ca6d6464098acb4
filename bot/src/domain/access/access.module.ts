import { Module } from '@nestjs/common';
import { AuditTrail } from './access.port';
import { AccessService } from './access.service';
import { InMemoryAuditTrail } from './audit-trail.in-memory.repository';

@Module({
  providers: [AccessService, { provide: AuditTrail, useClass: InMemoryAuditTrail }],
  exports: [AccessService],
})
export class AccessModule {}
