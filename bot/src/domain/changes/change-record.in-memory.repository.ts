import { Injectable } from '@nestjs/common';
import type { ServiceRef } from '../services/service-ref.types';
import { serviceKey } from '../services/service-ref.types';
import type { AnyChange, Change } from './change.types';
import { ChangeRecord } from './changes.port';

const MADE: ReadonlySet<Change['state']> = new Set(['running', 'done']);

/** How many changes are remembered; the log has them all. */
const KEPT = 1000;

/** The record as long as the process lives. */
@Injectable()
export class InMemoryChangeRecord extends ChangeRecord {
  /** By id, the oldest first. */
  private readonly changes = new Map<string, AnyChange>();

  override async save(change: Change): Promise<void> {
    this.changes.set(change.id, change as AnyChange);
    const [oldest] = this.changes.keys();
    if (this.changes.size > KEPT && oldest !== undefined) this.changes.delete(oldest);
  }

  override async latest(
    ref: ServiceRef,
    kinds?: readonly Change['kind'][],
    until = Number.POSITIVE_INFINITY,
  ): Promise<AnyChange | undefined> {
    const key = serviceKey(ref);
    return [...this.changes.values()]
      .toReversed()
      .find(
        (change) =>
          MADE.has(change.state) &&
          serviceKey(change.ref) === key &&
          (kinds?.includes(change.kind) ?? true) &&
          change.at <= until,
      );
  }
}
