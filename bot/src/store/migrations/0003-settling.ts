import type { Kysely, Migration } from 'kysely';

/** That a deployment is watched on after it was done. */
export const settling: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('deployments').addColumn('done_at', 'bigint').execute();
    await db.schema.alterTable('deployments').addColumn('relapse', 'text').execute();
  },
};
