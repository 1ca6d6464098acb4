import type { Dialect } from 'kysely';

/** One of the two databases: how it is spoken to, and what its troubles mean. */
export interface Engine {
  dialect: Dialect;
  /** For people, without anything secret: `the file /data/chatops.db`. */
  place: string;
  /** What an error of it means, in sentences that say what to do; undefined where it is not the database's own. */
  meaning(error: unknown): string | undefined;
}
