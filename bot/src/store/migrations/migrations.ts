import type { Migration, MigrationProvider } from 'kysely';
import { whatIsRemembered } from './0001-what-is-remembered';
import { leases } from './0002-leases';
import { settling } from './0003-settling';
import { history } from './0004-history';
import { outside } from './0005-outside';
import { several } from './0006-several';
import { insurance } from './0007-insurance';
import { hooks } from './0008-hooks';
import { jobs } from './0009-jobs';
import { stages } from './0010-stages';

/** In the order in which they are run. What was released is never changed again: a new one is added. */
const MIGRATIONS: Record<string, Migration> = {
  '0001-what-is-remembered': whatIsRemembered,
  '0002-leases': leases,
  '0003-settling': settling,
  '0004-history': history,
  '0005-outside': outside,
  '0006-several': several,
  '0007-insurance': insurance,
  '0008-hooks': hooks,
  '0009-jobs': jobs,
  '0010-stages': stages,
};

/** Whether this version knows a migration. */
export const isKnown = (name: string): boolean => Object.hasOwn(MIGRATIONS, name);

/** The schema's history, the same for both databases. */
export class Migrations implements MigrationProvider {
  getMigrations(): Promise<Record<string, Migration>> {
    return Promise.resolve(MIGRATIONS);
  }
}
