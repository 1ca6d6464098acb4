import type { AuditEntry } from './access.types';

/** Where the audit record is kept. */
export abstract class AuditTrail {
  abstract append(entry: AuditEntry & { at: number }): Promise<void>;
  /** The newest entries first, at most `limit`. */
  abstract newest(limit: number): Promise<(AuditEntry & { at: number })[]>;
}
