import type { StoreOptions } from '../store.options';

/** What the doctor calls it. */
export const MEMORY = 'memory';

/** What a person should know of how long it lasts, where that is less than they may think. */
export function lifetimeWords({ goesWithTask }: Pick<StoreOptions, 'goesWithTask'>): string {
  if (!goesWithTask) return '';
  return '; a task that replaces this one begins with nothing: DATABASE_URL keeps what I remember. A DATA_DIR on EFS does not: the log of the file is not safe on NFS';
}
