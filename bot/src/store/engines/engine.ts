import type { Dialect, RawBuilder } from 'kysely';

/** One of the two databases: how it is spoken to, and what its troubles mean. */
export interface Engine {
  dialect: Dialect;
  /** For people, without anything secret: `the file /data/chatops.db`. */
  place: string;
  /** Whether other bots may use it at the same time. */
  isShared: boolean;
  /** The time by its own clock, for the clocks of several bots differ: milliseconds since the epoch. */
  now: RawBuilder<number>;
  /** What an error of it means, in sentences that say what to do; undefined where it is not the database's own. */
  meaning(error: unknown): string | undefined;
}
