import { accessSync, constants, existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Kysely, sql } from 'kysely';
import { StoreChecks } from '../../domain/checkup/checkup.port';
import { mend, ok } from '../../domain/checkup/checkup.types';
import type { Check, Result } from '../../domain/checkup/checkup.types';
import { meaningIn, pathIn } from '../engines/sqlite.engine';
import { StoreOptions } from '../store.options';
import { lifetimeWords, MEMORY } from './words';

/** The database that the bot of these options would remember in, tried without opening it: a bot may own the file. */
@Injectable()
export class UnopenedStoreChecks extends StoreChecks {
  constructor(private readonly options: StoreOptions) {
    super();
  }

  override all(): Check[] {
    const { dataDir, databaseUrl } = this.options;
    const look = databaseUrl === undefined ? async () => this.folder(dataDir) : () => served(databaseUrl);
    return [{ about: MEMORY, look }];
  }

  private folder(dataDir: string): Result {
    try {
      accessSync(nearest(resolve(dataDir)), constants.W_OK | constants.X_OK);
    } catch (error) {
      return mend(meaningIn(dataDir, error) ?? String(error));
    }
    return ok(`the file ${pathIn(dataDir)}, in a folder that I may write to${lifetimeWords(this.options)}`);
  }
}

/** The folder itself, or the one that it would be made in. */
function nearest(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearest(dirname(folder));
}

async function served(url: string): Promise<Result> {
  const { postgresEngine } = await import('../engines/postgres.engine.js');
  const engine = postgresEngine(url, () => {});
  const db = new Kysely<unknown>({ dialect: engine.dialect });
  try {
    await sql`select 1`.execute(db);
    return ok(`${engine.place}, which answers`);
  } catch (error) {
    return mend(engine.meaning(error) ?? `${engine.place}: ${(error as Error).message}`);
  } finally {
    await db.destroy();
  }
}
