import type { Kysely, Migration } from 'kysely';

/** Every table of the first version. */
export const whatIsRemembered: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const { schema } = db;
    await schema
      .createTable('changes')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('environment', 'text', (column) => column.notNull())
      .addColumn('cluster', 'text', (column) => column.notNull())
      .addColumn('service', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('command', 'text')
      .addColumn('deployment', 'text')
      .addColumn('told', 'integer', (column) => column.notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .execute();
    await schema
      .createIndex('changes_of_a_service')
      .on('changes')
      .columns(['environment', 'cluster', 'service', 'at'])
      .execute();
    await schema.createIndex('changes_by_state').on('changes').columns(['state', 'told']).execute();
    await schema.createIndex('changes_by_command').on('changes').column('command').execute();
    await schema.createIndex('changes_by_deployment').on('changes').column('deployment').execute();
    await schema
      .createTable('deployments')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('environment', 'text', (column) => column.notNull())
      .addColumn('cluster', 'text', (column) => column.notNull())
      .addColumn('service', 'text', (column) => column.notNull())
      .addColumn('started_at', 'bigint', (column) => column.notNull())
      .addColumn('ended', 'integer', (column) => column.notNull())
      .addColumn('followed', 'integer', (column) => column.notNull())
      .addColumn('failing', 'text')
      .addColumn('body', 'text', (column) => column.notNull())
      .execute();
    await schema
      .createIndex('deployments_of_a_service')
      .on('deployments')
      .columns(['environment', 'cluster', 'service', 'started_at'])
      .execute();
    await schema.createIndex('deployments_to_follow').on('deployments').column('followed').execute();
    await schema
      .createTable('audit')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('actor', 'text', (column) => column.notNull())
      .addColumn('outcome', 'text', (column) => column.notNull())
      .addColumn('environment', 'text')
      .addColumn('cluster', 'text')
      .addColumn('service', 'text')
      .addColumn('body', 'text', (column) => column.notNull())
      .execute();
    await schema.createIndex('audit_by_time').on('audit').column('at').execute();
    await schema
      .createTable('board')
      .addColumn('key', 'text', (column) => column.primaryKey())
      .addColumn('saved_at', 'bigint', (column) => column.notNull())
      .addColumn('ended', 'integer', (column) => column.notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .execute();
    await schema
      .createTable('announcements')
      .addColumn('key', 'text', (column) => column.primaryKey())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .execute();
    await schema
      .createTable('memories')
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('saved_at', 'bigint', (column) => column.notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('memories_key', ['kind', 'name'])
      .execute();
    await schema
      .createTable('deliveries')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('body', 'text')
      .execute();
  },
};
