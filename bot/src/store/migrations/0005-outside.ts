import type { Kysely, Migration } from 'kysely';

/** What others deploy: who it was, and which deployment of each service was the newest that was seen. */
export const outside: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const { schema } = db;
    await schema.alterTable('deployments').addColumn('doer', 'text').execute();
    await schema
      .createTable('seen_deployments')
      .addColumn('environment', 'text', (column) => column.notNull())
      .addColumn('cluster', 'text', (column) => column.notNull())
      .addColumn('service', 'text', (column) => column.notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('seen_deployments_key', ['environment', 'cluster', 'service'])
      .execute();
  },
};
