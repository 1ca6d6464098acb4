/**
 * The tables that are what the bot remembers, with what a row is known by. What is in none of them stays behind: which
 * processes live and whose turn something is, is of no use to others.
 */
export const MEMORY = {
  changes: ['id'],
  deployments: ['id'],
  audit: ['id'],
  board: ['key'],
  announcements: ['key'],
  memories: ['kind', 'name'],
  deliveries: ['id'],
  seen_deployments: ['environment', 'cluster', 'service'],
  series: ['id'],
  losses: ['environment', 'cluster', 'service', 'digest'],
  loss_looks: ['environment'],
  hook_deliveries: ['id'],
  builds: ['key'],
  jobs: ['id'],
} as const satisfies Record<string, readonly string[]>;

export type MemoryTable = keyof typeof MEMORY;
/** A row, column by column. */
export type Row = Record<string, string | number | null>;

/** In the order in which they are written and read. */
export const MEMORY_TABLES = Object.keys(MEMORY) as MemoryTable[];

/** How many rows there are of each table. */
export type Amounts = Partial<Record<MemoryTable, number>>;
