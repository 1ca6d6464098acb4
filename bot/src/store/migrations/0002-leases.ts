import type { Kysely, Migration } from 'kysely';

/** Several bots on one database: which of them live, what each holds, and what each began. */
export const leases: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const { schema } = db;
    await schema
      .createTable('bots')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('expires', 'bigint', (column) => column.notNull())
      .execute();
    await schema
      .createTable('leases')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('bot', 'text', (column) => column.notNull())
      .addColumn('holder', 'text')
      .execute();
    await schema.alterTable('changes').addColumn('bot', 'text').execute();
    await schema.alterTable('deliveries').addColumn('bot', 'text').execute();
  },
};
