import { sql } from 'kysely';
import type { RawBuilder, SqlBool } from 'kysely';
import type { Database } from '../database';

/** SQL: whether the bot that a column names is gone, so that whatever it left is anybody's. @param column `changes.bot` */
export function isGone({ now }: Pick<Database, 'now'>, column: string): RawBuilder<SqlBool> {
  return sql`not exists (select 1 from bots where bots.id = ${sql.ref(column)} and bots.expires > ${now})`;
}
