import { Injectable } from '@nestjs/common';
import { StoreChecks } from '../../domain/checkup/checkup.port';
import { mend, ok } from '../../domain/checkup/checkup.types';
import type { Check, Result } from '../../domain/checkup/checkup.types';
import { newId } from '../../kernel/ids';
import { Database } from '../database';
import { StoreError } from '../store.errors';
import { StoreOptions } from '../store.options';
import { lifetimeWords, MEMORY } from './words';

/** The database that this bot remembers in, tried. */
@Injectable()
export class OpenedStoreChecks extends StoreChecks {
  constructor(
    private readonly database: Database,
    private readonly options: StoreOptions,
  ) {
    super();
  }

  override all(): Check[] {
    return [{ about: MEMORY, look: () => this.look() }];
  }

  private async look(): Promise<Result> {
    try {
      await this.database.run(() => this.writeAndTakeBack());
    } catch (error) {
      if (error instanceof StoreError) return mend(error.message);
      throw error;
    }
    return ok(`${this.database.place}, which takes what I write${lifetimeWords(this.options)}`);
  }

  /** Written for real, since a database may be read and be full; and gone again when it is committed. */
  private async writeAndTakeBack(): Promise<void> {
    const id = newId('doctor');
    await this.database.ask((db) => db.insertInto('deliveries').values({ id, at: 0 }).execute());
    await this.database.ask((db) => db.deleteFrom('deliveries').where('id', '=', id).execute());
  }
}
