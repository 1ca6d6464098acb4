import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { sql, SqliteDialect } from 'kysely';
import Libsql from 'libsql';
import type { Engine } from './engine';

const FILE = 'chatops.db';
/** The driver has no code for it. */
const NOT_OPENED = /Unable to open connection to local database/;

/**
 * A SQLite file. Durable: a commit is on the disk when it resolves (https://www.sqlite.org/pragma.html#pragma_synchronous).
 * One process owns the file for as long as it lives; the kernel lets go of it however that process ends.
 * @param dataDir made where it is not there, for this user alone
 * @throws Error of the file system or of SQLite; `meaningIn` says what it means
 */
export function sqliteEngine(dataDir: string): Engine {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const path = pathIn(dataDir);
  return { ...opened(path), place: `the file ${path}`, meaning: (error) => meaningIn(dataDir, error) };
}

/** A database that is gone with the process: for what only looks and has nothing to remember. */
export function forgetfulEngine(): Engine {
  return { ...opened(':memory:'), place: 'nothing but this process', meaning: () => undefined };
}

function opened(path: string): Pick<Engine, 'dialect' | 'isShared' | 'now'> {
  const database = new Libsql(path);
  try {
    // Before the journal's mode: then not even the shared memory of the journal is shared, and nobody else gets in.
    database.pragma('locking_mode=EXCLUSIVE');
    database.pragma('journal_mode=WAL');
    database.pragma('synchronous=FULL');
    database.exec('BEGIN IMMEDIATE; COMMIT');
  } catch (error) {
    database.close();
    throw error;
  }
  return {
    isShared: false,
    now: sql<number>`cast(unixepoch('subsec') * 1000 as integer)`,
    dialect: new SqliteDialect({
      database: {
        // libsql's own types leave out what Kysely asks for and libsql has.
        prepare: (statement) => database.prepare(statement) as never,
        close: () => letGo(database),
      },
    }),
  };
}

/** What was prepared keeps a closed file locked until it is collected: the lock is given back first. */
function letGo(database: Libsql.Database): void {
  database.pragma('journal_mode=DELETE');
  database.pragma('locking_mode=NORMAL');
  database.exec('SELECT 1 FROM sqlite_master');
  database.close();
}

/** The file in its folder. */
export const pathIn = (dataDir: string): string => join(dataDir, FILE);

/** What an error means, by its code: https://www.sqlite.org/rescode.html, or the file system's. */
export function meaningIn(dataDir: string, error: unknown): string | undefined {
  const code = (error as { code?: string }).code || (NOT_OPENED.test(String(error)) ? 'SQLITE_CANTOPEN' : '');
  const path = pathIn(dataDir);
  if (/^SQLITE_BUSY|^SQLITE_LOCKED/.test(code)) {
    return `Another process has ${path} open: one bot owns it. End the other one; a bot with a Slack app of its own gets a DATA_DIR of its own.`;
  }
  if (/^SQLITE_(NOTADB|CORRUPT)/.test(code)) {
    return `The file ${path} is damaged. Put a backup in its place, or move it away to start over with nothing remembered: docs/operating.md, "What the bot remembers".`;
  }
  if (/^SQLITE_FULL|ENOSPC/.test(code)) return `The disk of ${path} is full. Make room there.`;
  if (/^(SQLITE_(READONLY|CANTOPEN|PERM|AUTH)|EACCES|EPERM|EROFS|ENOENT|ENOTDIR|EEXIST)/.test(code)) {
    return `I cannot write to the folder ${dataDir} (${code}). Let this user write to it, or set DATA_DIR to another.`;
  }
  if (/^SQLITE_IOERR|EIO/.test(code)) return `The disk of ${path} fails (${code}).`;
  return undefined;
}
