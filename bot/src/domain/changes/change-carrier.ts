import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../kernel/clock';
import type { Lease } from '../../kernel/leases';
import type { UserError } from '../../kernel/user-error';
import { AccessService } from '../access/access.service';
import type { AuditEntry } from '../access/access.types';
import { waitAfter } from './again';
import type { Announced, AnyChange, Basis, Change, ChangeKindName, RecentChange } from './change.types';
import type { ChangeKind } from './change-kind';
import { NotRecordedError, ServiceLockedError, StalePlanError } from './changes.errors';
import { ChangeAnnouncements, ChangeRecord, ServiceLocks } from './changes.port';
import type { Undone } from './changes.port';
import { messageOf } from '../../kernel/message-of';

/** How long is waited before a service that somebody is changing is tried again. Milliseconds. */
const BUSY_MS = 1000;

const LOCK_LOST = 'The database was away for so long that another bot may be changing it by now.';

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
   * @param agreed what the plan that somebody agreed to was made from
   * @returns the change with its result, and when it can be seen
   * @throws ServiceLockedError when somebody is changing the service at this moment
   * @throws StalePlanError when the world is no longer what the plan, or the agreed one, was made from
   * @throws NotRecordedError when the lock could not be asked for, or the intent not be written down
   * @throws UserError when AWS refuses
   */
  async carryOut<Name extends ChangeKindName>(
    kind: ChangeKind<Name>,
    planned: Change<Name>,
    agreed?: Basis,
  ): Promise<{ change: Change<Name>; announced: Promise<Announced> }> {
    const { ref } = planned;
    const taken = await this.locks.take(ref, planned).catch(async (error: unknown) => {
      throw await this.refused(planned, new NotRecordedError(ref, error));
    });
    if ('heldBy' in taken) throw await this.refused(planned, new ServiceLockedError(ref, taken.heldBy));
    const { lease } = taken;
    return this.released(lease, async () => {
      await this.assertUnmoved(kind, planned, agreed);
      const running: Change<Name> = { ...planned, state: 'running' };
      await this.record.save(running).catch((error: unknown) => this.unrecorded(planned, error));
      if (!lease.isHeld) await this.unrecorded(planned, new Error(LOCK_LOST));
      return this.carriedOut(kind, running, lease);
    });
  }

  /**
   * Does what nobody else may be changing the service beside, once it is free.
   * @returns undefined when it was not free before `signal` was aborted
   */
  async whileLocked<T>(change: Change, work: () => Promise<T>, signal: AbortSignal): Promise<T | undefined> {
    while (!signal.aborted) {
      const taken = await this.locks.take(change.ref, change).catch(() => undefined);
      if (taken && 'lease' in taken) return this.released(taken.lease, work);
      await this.clock.sleep(BUSY_MS, signal);
    }
    return undefined;
  }

  /** Gives the lock back, whatever comes of the work. */
  private async released<T>(lease: Lease, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } finally {
      await lease.giveBack();
    }
  }

  /** An intent whose answer was lost may stand in the record: it is not to be taken up as one that may have been made. */
  private async unrecorded(planned: Change, cause: unknown): Promise<never> {
    const error = new NotRecordedError(planned.ref, cause);
    const failed: Change = { ...planned, state: 'failed', endedAt: this.clock.now(), trouble: error.message };
    void this.keepTrying(() => this.record.save(failed));
    throw await this.refused(planned, error);
  }

  private async carriedOut<Name extends ChangeKindName>(
    kind: ChangeKind<Name>,
    running: Change<Name>,
    lease: Lease,
  ): Promise<{ change: Change<Name>; announced: Promise<Announced> }> {
    const made = await kind.carryOut(running.plan, running.actor).then(
      (result) => ({ result }),
      (error: unknown) => ({ error }),
    );
    const told = lease.isHeld ? undefined : await this.toldByAnother(running);
    if (told) return { change: told, announced: Promise.resolve({ seen: true }) };
    const endedAt = this.clock.now();
    if ('error' in made) {
      await this.note({ ...running, state: 'failed', endedAt, trouble: messageOf(made.error) });
      throw made.error;
    }
    const change: Change<Name> = { ...running, state: 'done', endedAt, result: made.result };
    await this.note(change);
    return { change, announced: this.announce(change) };
  }

  /** What this bot was stopped in the middle of another one took for left, found to be made, and told. */
  private async toldByAnother<Name extends ChangeKindName>({ id }: Change<Name>): Promise<Change<Name> | undefined> {
    const now = await this.record.find(id).catch(() => undefined);
    return now?.state === 'done' ? (now as unknown as Change<Name>) : undefined;
  }

  private async assertUnmoved<Name extends ChangeKindName>(
    kind: ChangeKind<Name>,
    planned: Change<Name>,
    agreed: Basis | undefined,
  ): Promise<void> {
    const { ref, plan } = planned;
    const now = await kind.basisNow(plan);
    const moved = [...(agreed ? [agreed] : []), kind.basis(plan)].find(({ key }) => key !== now.key);
    if (moved === undefined) return;
    throw await this.refused(planned, new StalePlanError(ref, moved, now, await this.last(ref)));
  }

  /** What was changed is changed: that it cannot be told, or not even drawn, is told to whoever asked. */
  async announce(change: Change): Promise<Announced> {
    try {
      const announced = await this.announcements.announce(change as AnyChange);
      await this.keep(`That ${change.id} was told`, () => this.record.told(change.id));
      return announced;
    } catch (error) {
      this.logger.error({ msg: `${change.id} was made and could not be announced.`, err: error });
      return { seen: false, why: messageOf(error) };
    }
  }

  /** Tells that a change was not made by the bot that was to make it, or that nobody can tell. Never rejects. */
  async tellUndone(undone: Undone): Promise<void> {
    await this.announcements.leftUndone(undone);
  }

  private async last(ref: Change['ref']): Promise<RecentChange | undefined> {
    const last = await this.record.latest(ref).catch(() => undefined);
    return last && recentOf(last);
  }

  /** Writes down that a change was not made, and hands back why. */
  async refused(change: Change, error: UserError): Promise<UserError> {
    await this.audit(change, 'failed', error.message);
    return error;
  }

  /** What was changed is changed, whether it could be written down or not. */
  async note(change: Change): Promise<void> {
    await this.keep(`What came of ${change.id}`, () => this.record.save(change));
    await this.audit(change, change.state === 'done' ? 'done' : 'failed', change.trouble);
  }

  private audit({ actor, ref, summary, origin }: Change, outcome: AuditEntry['outcome'], trouble = ''): Promise<void> {
    const detail = `${summary.from} → ${summary.to}${trouble && `: ${trouble}`}`;
    const { channel } = origin;
    return this.access.record({ actor, command: askedAs(origin), channel, ref, outcome, detail });
  }

  /** Writes down what is so already: later where it cannot be now, for a start after this one would tell it otherwise. */
  private async keep(what: string, write: () => Promise<void>): Promise<void> {
    try {
      await write();
    } catch (error) {
      this.logger.error({ msg: `${what} could not be written down; I try again until it is.`, err: error });
      void this.keepTrying(write);
    }
  }

  private async keepTrying(write: () => Promise<void>): Promise<void> {
    let isKept = false;
    for (let failures = 0; !isKept; failures++) {
      await this.clock.sleep(waitAfter(failures));
      isKept = await write().then(
        () => true,
        () => false,
      );
    }
  }
}

/** A change as others are told of it. */
export function recentOf({ actor, summary, at, endedAt }: AnyChange): RecentChange {
  return { actor, summary, at: endedAt ?? at };
}

/** What somebody asked with: the words they typed, or the button they pressed. */
export function askedAs({ said, button }: AnyChange['origin']): string {
  return [said, button && `[${button}]`].filter(Boolean).join(' ');
}
