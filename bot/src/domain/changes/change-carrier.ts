import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../kernel/clock';
import { AccessService } from '../access/access.service';
import type { AuditEntry } from '../access/access.types';
import type { Announced, AnyChange, Change, ChangeKindName, RecentChange } from './change.types';
import type { ChangeKind } from './change-kind';
import { NotRecordedError, ServiceLockedError, StalePlanError } from './changes.errors';
import { ChangeAnnouncements, ChangeRecord, ServiceLocks } from './changes.port';

/** Carries a change out: under the service's lock, from the world it was planned from, written down before and after, and told. */
@Injectable()
export class ChangeCarrier {
  private readonly logger = new Logger(ChangeCarrier.name);

  constructor(
    private readonly locks: ServiceLocks,
    private readonly record: ChangeRecord,
    private readonly access: AccessService,
    private readonly announcements: ChangeAnnouncements,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns the change with its result, and when it can be seen
   * @throws ServiceLockedError when somebody is changing the service at this moment
   * @throws StalePlanError when the world is no longer what the plan was made from
   * @throws NotRecordedError when the intent could not be written down
   * @throws UserError when AWS refuses
   */
  async carryOut<Name extends ChangeKindName>(
    kind: ChangeKind<Name>,
    planned: Change<Name>,
  ): Promise<{ change: Change<Name>; announced: Promise<Announced> }> {
    const { ref } = planned;
    const taken = await this.locks.take(ref, planned);
    if ('heldBy' in taken) throw new ServiceLockedError(ref, taken.heldBy);
    try {
      await this.assertUnmoved(kind, planned);
      const running: Change<Name> = { ...planned, state: 'running' };
      await this.record.save(running).catch((error: unknown) => {
        throw new NotRecordedError(ref, error);
      });
      const change = await this.change(kind, running);
      return { change, announced: this.announce(change) };
    } finally {
      await taken.release();
    }
  }

  private async change<Name extends ChangeKindName>(
    kind: ChangeKind<Name>,
    running: Change<Name>,
  ): Promise<Change<Name>> {
    try {
      const result = await kind.carryOut(running.plan, running.actor);
      const done: Change<Name> = { ...running, state: 'done', endedAt: this.clock.now(), result };
      await this.note(done);
      return done;
    } catch (error) {
      const trouble = error instanceof Error ? error.message : String(error);
      await this.note({ ...running, state: 'failed', endedAt: this.clock.now(), trouble });
      throw error;
    }
  }

  private async assertUnmoved<Name extends ChangeKindName>(
    kind: ChangeKind<Name>,
    { ref, plan }: Change<Name>,
  ): Promise<void> {
    const [then, now] = [kind.basis(plan), await kind.basisNow(plan)];
    if (then.key !== now.key) throw new StalePlanError(ref, then, now, await this.recent(ref));
  }

  private announce(change: Change): Promise<Announced> {
    return this.announcements
      .announce(change as AnyChange)
      .catch((error: unknown) => ({ seen: false, why: error instanceof Error ? error.message : String(error) }));
  }

  private async recent(ref: Change['ref']): Promise<RecentChange | undefined> {
    const last = await this.record.latest(ref).catch(() => undefined);
    return last && { actor: last.actor, summary: last.summary, at: last.endedAt ?? last.at };
  }

  /** What was changed is changed, whether it could be written down or not: that is then said in the log. */
  private async note(change: Change): Promise<void> {
    const { actor, ref, summary, origin, state, trouble } = change;
    const outcome = state === 'done' ? 'done' : 'failed';
    const detail = `${summary.from} → ${summary.to}${trouble ? `: ${trouble}` : ''}`;
    const entry: AuditEntry = { actor, command: askedAs(origin), ref, outcome, detail };
    for (const write of [() => this.record.save(change), () => this.access.record(entry)]) {
      await write().catch((error: unknown) =>
        this.logger.error({ msg: `What came of ${change.id} could not be written down: ${detail}`, err: error }),
      );
    }
  }
}

/** What somebody asked with: the words they typed, or the button they pressed. */
export function askedAs({ said, button }: AnyChange['origin']): string {
  return [said, button && `[${button}]`].filter(Boolean).join(' ');
}
