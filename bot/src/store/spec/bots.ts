import { ManualClock } from '../../kernel/spec/manual-clock';
import type { Database } from '../database';
import { SharedLeases } from '../leases/shared-leases';

/** For specs: one of several bots on a database, whose own clock moves by hand. The database's own goes on by itself. */
export class SpecBot {
  private constructor(
    readonly leases: SharedLeases,
    readonly clock: ManualClock,
    private readonly database: Database,
  ) {}

  static async join(database: Database): Promise<SpecBot> {
    const clock = new ManualClock();
    return new SpecBot(await SharedLeases.join(database, clock), clock, database);
  }

  /** To the others it is gone: it has not said for long that it lives, and does not know that. */
  async die(): Promise<void> {
    const { bot } = this.leases;
    await this.database.ask((db) => db.updateTable('bots').set({ expires: 0 }).where('id', '=', bot).execute());
  }
}
