import type { Kysely, Migration } from 'kysely';

/** Images that services may need and that are gone: which losses were told, and when it was last looked. */
export const insurance: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const { schema } = db;
    await schema
      .createTable('losses')
      .addColumn('environment', 'text', (column) => column.notNull())
      .addColumn('cluster', 'text', (column) => column.notNull())
      .addColumn('service', 'text', (column) => column.notNull())
      .addColumn('digest', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('losses_key', ['environment', 'cluster', 'service', 'digest'])
      .execute();
    await schema
      .createTable('loss_looks')
      .addColumn('environment', 'text', (column) => column.primaryKey())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .execute();
  },
};
