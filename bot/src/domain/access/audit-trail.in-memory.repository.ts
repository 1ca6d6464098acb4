import { Injectable, Logger } from '@nestjs/common';
import { AuditTrail } from './access.port';
import type { AuditEntry } from './access.types';

/** How many entries are kept; the log has them all. */
const KEPT = 1000;

/** The audit record in memory; every entry is also a line of the log, which outlives the process. */
@Injectable()
export class InMemoryAuditTrail extends AuditTrail {
  private readonly logger = new Logger('Audit');
  /** Newest first. */
  private entries: (AuditEntry & { at: number })[] = [];

  override async append(entry: AuditEntry & { at: number }): Promise<void> {
    this.entries = [entry, ...this.entries].slice(0, KEPT);
    this.logger.log({ msg: `${entry.outcome}: ${entry.command}`, ...entry });
  }

  override async newest(limit: number): Promise<(AuditEntry & { at: number })[]> {
    return this.entries.slice(0, limit);
  }
}
