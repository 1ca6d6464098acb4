import { StoreError } from '../store.errors';
import { MEMORY } from './tables';
import type { MemoryTable, Row } from './tables';

/** What the first line says that a file of these is. */
const WHAT = 'what ecs-chatops remembers';

/** The first line. */
export interface Head {
  /** The last migration that was run where it is from: what the rows look like. */
  migration: string;
}

/** What a line after the first is: a row, or how many there were. */
export type Line = { table: MemoryTable; row: Row } | { rows: number };

export const headLine = (head: Head): string => JSON.stringify({ file: WHAT, ...head });
export const rowLine = (table: MemoryTable, row: Row): string => JSON.stringify({ [table]: row });
/** The last line: without it the file is not whole. */
export const lastLine = (rows: number): string => JSON.stringify({ rows });

/** @throws StoreError when it is no such file */
export function readHead(line: string): Head {
  const head = parsed(line);
  if (head?.['file'] === WHAT && typeof head['migration'] === 'string') return { migration: head['migration'] };
  throw new StoreError('This is no file that npm run store -- export has written: its first line is another.');
}

/** @throws StoreError when it is no line of such a file */
export function readLine(line: string, number: number): Line {
  const [[name, value] = [], ...others] = Object.entries(parsed(line) ?? {});
  if (name === 'rows' && typeof value === 'number') return { rows: value };
  const isRow = typeof value === 'object' && value !== null && others.length === 0;
  if (isRow && isMemory(name)) return { table: name, row: value as Row };
  throw new StoreError(`Line ${number} of the file cannot be read.`);
}

function isMemory(name: string | undefined): name is MemoryTable {
  return name !== undefined && Object.hasOwn(MEMORY, name);
}

function parsed(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
