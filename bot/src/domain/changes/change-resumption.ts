import { Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../../kernel/clock';
import { Leases } from '../../kernel/leases';
import { waitAfter } from './again';
import type { AnyChange, Change } from './change.types';
import { ChangeCarrier } from './change-carrier';
import { ChangeKindRegistry } from './change-kind.registry';
import { ChangeRecord } from './changes.port';

/** What AWS was asked a moment before the bot ended may be done after that. Milliseconds. */
const UNDER_WAY_MS = 10_000;

/**
 * Takes up what a bot left that ended in the middle, killed or replaced: what it was changing is found out and told, and
 * what it had changed and not told is told.
 */
@Injectable()
export class ChangeResumption implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(ChangeResumption.name);
  private readonly leaving = new AbortController();

  constructor(
    private readonly kinds: ChangeKindRegistry,
    private readonly record: ChangeRecord,
    private readonly carrier: ChangeCarrier,
    private readonly leases: Leases,
    private readonly clock: Clock,
  ) {}

  /** Whoever asks for something now has not to wait for it. */
  onApplicationBootstrap(): void {
    void this.resume();
  }

  beforeApplicationShutdown(): void {
    this.leaving.abort();
  }

  /** Resolves when all of it is taken up, or the bot is told to end. Never rejects. */
  async resume(): Promise<void> {
    const attempts: Promise<void>[] = [];
    await this.leases.lookForLeft(async () => {
      for (const change of await this.record.takeLeft()) {
        if (change.state === 'done') void this.carrier.announce(change);
        else attempts.push(this.attempt(change));
      }
    }, this.leaving.signal);
    await Promise.all(attempts);
  }

  /** What was written down by another version may be none that this one can take up: it holds up no other, nor the bot. */
  private async attempt(change: AnyChange): Promise<void> {
    const finish = () => this.finish(change);
    await this.carrier.whileLocked(change, finish, this.leaving.signal).catch((error: unknown) => {
      this.logger.error({ msg: `What became of ${change.id} cannot be found out by this version.`, err: error });
    });
  }

  private async finish(change: AnyChange): Promise<void> {
    const { id, ref, actor, at, summary } = change;
    const kind = this.kinds.of(change.kind);
    const ask = () => this.persist(`Whether ${id} was made`, () => kind.recover(change.plan, actor, at));
    let found = await ask();
    const wait = at + UNDER_WAY_MS - this.clock.now();
    if (found?.made === 'no' && wait > 0) {
      await this.clock.sleep(wait, this.leaving.signal);
      found = await ask();
    }
    if (found === undefined) return;
    const endedAt = this.clock.now();
    if (found.made === 'yes') {
      const done = { ...change, state: 'done', endedAt, result: found.result } as Change;
      await this.carrier.note(done);
      return void this.carrier.announce(done);
    }
    const { made } = found;
    const again = { change: kind.name, ref, wish: kind.pinned(change.plan), basis: kind.basis(change.plan), summary };
    // Told before it is written down: whoever ends in between leaves it to be found out, and told in the same message, again.
    await this.carrier.tellUndone({ change, made, ...(made === 'no' ? { again } : {}) });
    await this.carrier.note({ ...change, state: 'failed', endedAt, trouble: TROUBLE[made] });
  }

  /** Asks until it is answered. Undefined when the bot is told to end before that. */
  private async persist<T>(what: string, ask: () => Promise<T>): Promise<T | undefined> {
    for (let failures = 0; !this.leaving.signal.aborted; failures++) {
      try {
        return await ask();
      } catch (error) {
        if (failures === 0) this.logger.warn({ msg: `${what} could not be found out; I ask again.`, err: error });
        await this.clock.sleep(waitAfter(failures), this.leaving.signal);
      }
    }
    return undefined;
  }
}

const TROUBLE: Record<'no' | 'unknown', string> = {
  no: 'The bot was restarted before it did this: nothing was changed.',
  unknown: 'The bot was restarted while it did this, and cannot tell whether it was done.',
};
