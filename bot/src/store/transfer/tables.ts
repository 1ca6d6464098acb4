/** The tables that are what the bot remembers, with what a row is known by. Whatever moves to another database is in here. */
export const MEMORY = {
  changes: ['id'],
  deployments: ['id'],
  audit: ['id'],
  board: ['key'],
  announcements: ['key'],
  memories: ['kind', 'name'],
  deliveries: ['id'],
} as const satisfies Record<string, readonly string[]>;

export type MemoryTable = keyof typeof MEMORY;
/** A row, column by column. */
export type Row = Record<string, string | number | null>;

/** In the order in which they are written and read. */
export const MEMORY_TABLES = Object.keys(MEMORY) as MemoryTable[];

/** The tables that say which processes live and whose turn something is: of no use to any other process. */
export const OF_PROCESSES: readonly string[] = ['bots', 'leases'];

/** How many rows there are of each table. */
export type Amounts = Partial<Record<MemoryTable, number>>;
