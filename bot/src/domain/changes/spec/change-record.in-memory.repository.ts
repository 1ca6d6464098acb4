import type { ServiceRef } from '../../services/service-ref.types';
import { serviceKey } from '../../services/service-ref.types';
import type { AnyChange, Change } from '../change.types';
import { ChangeRecord } from '../changes.port';

const MADE: ReadonlySet<Change['state']> = new Set(['running', 'done']);

/** For specs: the record, for as long as the spec lasts. */
export class InMemoryChangeRecord extends ChangeRecord {
  /** By id, the oldest first. */
  private readonly changes = new Map<string, AnyChange>();
  private readonly seen = new Set<string>();
  /** The ids of those whose bot is gone. */
  private readonly left = new Set<string>();

  override async save(change: Change): Promise<void> {
    this.changes.set(change.id, change as AnyChange);
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

  /** The bot that made them all is gone. */
  leave(): void {
    for (const id of this.changes.keys()) this.left.add(id);
  }

  override async takeLeft(): Promise<AnyChange[]> {
    const left = this.oldestFirst().filter(
      ({ id, state }) => this.left.has(id) && (state === 'running' || (state === 'done' && !this.seen.has(id))),
    );
    this.left.clear();
    return left;
  }

  async unfinished(): Promise<AnyChange[]> {
    return this.oldestFirst().filter(({ state }) => state === 'running');
  }

  async untold(): Promise<AnyChange[]> {
    return this.oldestFirst().filter(({ id, state }) => state === 'done' && !this.seen.has(id));
  }

  override async told(id: string): Promise<void> {
    this.seen.add(id);
  }

  override async find(id: string): Promise<AnyChange | undefined> {
    return this.changes.get(id);
  }

  override async askedBy(command: string): Promise<AnyChange | undefined> {
    return [...this.changes.values()].find(({ actor }) => actor.command === command);
  }

  override async startedBy(deployment: string): Promise<AnyChange | undefined> {
    return [...this.changes.values()].find(({ result }) => result && 'handle' in result && result.id === deployment);
  }

  private oldestFirst(): AnyChange[] {
    return [...this.changes.values()].toSorted((a, b) => a.at - b.at);
  }
}
