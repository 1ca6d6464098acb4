/** What the composition root tells the store. */
export class StoreOptions {
  /** The folder of the embedded database. Not used where there is a `databaseUrl`. */
  dataDir!: string;
  /** A PostgreSQL: `postgres://user:password@host:5432/name`. */
  databaseUrl?: string;
  /** How long the record of what was done is kept. */
  recordDays!: number;
  /** Whether the file goes with the task of ECS that this runs as. */
  goesWithTask!: boolean;
}
