import { AuditTrail } from '../access.port';
import type { AuditEntry } from '../access.types';

/** For specs: the audit record, for as long as the spec lasts. */
export class InMemoryAuditTrail extends AuditTrail {
  /** Newest first. */
  private entries: (AuditEntry & { at: number })[] = [];

  override async append(entry: AuditEntry & { at: number }): Promise<void> {
    this.entries = [entry, ...this.entries];
  }

  override async newest(limit: number): Promise<(AuditEntry & { at: number })[]> {
    return this.entries.slice(0, limit);
  }
}
