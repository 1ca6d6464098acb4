import type { Kysely, Migration } from 'kysely';

/** What came of deployments, and what the record is looked through by: all services' newest, and what no change came of. */
export const history: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const { schema } = db;
    await schema.alterTable('deployments').addColumn('conclusion', 'text').execute();
    await schema.createIndex('deployments_by_time').on('deployments').column('started_at').execute();
    await schema.createIndex('changes_by_time').on('changes').column('at').execute();
    await schema.createIndex('changes_of_an_environment').on('changes').columns(['environment', 'at']).execute();
    await schema.alterTable('audit').addColumn('command', 'text').execute();
    await schema
      .createIndex('audit_of_a_service')
      .on('audit')
      .columns(['environment', 'cluster', 'service', 'at'])
      .execute();
  },
};
