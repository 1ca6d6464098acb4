import { Logger } from '@nestjs/common';
import { Clock } from '../../kernel/clock';
import { newId } from '../../kernel/ids';
import { Leases } from '../../kernel/leases';
import type { Taken } from '../../kernel/leases';
import type { Database } from '../database';

/** How long is waited before a look that failed is tried again. Milliseconds. */
const AGAIN_MS = 5000;

/** Whose turn it is, where one process owns the database: always its own. Costs no commit but one at the start. */
export class OwnedLeases extends Leases {
  private readonly logger = new Logger('Leases');
  private readonly held = new Map<string, string | undefined>();
  readonly bot = newId('bot');

  private constructor(private readonly clock: Clock) {
    super();
  }

  /** Whoever wrote something before is gone: the database has been opened by nobody but this process. */
  static async begin(database: Database, clock: Clock): Promise<OwnedLeases> {
    const leases = new OwnedLeases(clock);
    const row = { id: leases.bot, expires: Number.MAX_SAFE_INTEGER };
    await database.run(() =>
      database.ask(async (db) => {
        await db.deleteFrom('bots').execute();
        await db.insertInto('bots').values(row).execute();
      }),
    );
    return leases;
  }

  override async take(name: string, holder?: string): Promise<Taken> {
    if (this.held.has(name)) return { heldBy: this.held.get(name) };
    this.held.set(name, holder);
    const end = new AbortController();
    return {
      lease: {
        get isHeld() {
          return !end.signal.aborted;
        },
        isAlone: true,
        over: end.signal,
        confirm: async () => {},
        giveBack: async () => {
          if (!end.signal.aborted) this.held.delete(name);
          end.abort();
        },
      },
    };
  }

  override async lookForLeft(look: () => Promise<void>, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        return await look();
      } catch (error) {
        this.logger.warn({ msg: 'What was left before the start could not be looked for; I look again.', err: error });
        await this.clock.sleep(AGAIN_MS, signal);
      }
    }
  }

  override async hasOthers(): Promise<boolean> {
    return false;
  }
}
