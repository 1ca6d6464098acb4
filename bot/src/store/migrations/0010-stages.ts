import type { Kysely, Migration } from 'kysely';

/** The stage that a deployment is in, and since when: ECS does not say. */
export const stages: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('deployments').addColumn('stage', 'text').execute();
  },
};
