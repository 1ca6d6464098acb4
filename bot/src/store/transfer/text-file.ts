import { createReadStream, existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { StoreError } from '../store.errors';

/** So many characters are written at a time. */
const PIECE = 1 << 16;

/** Takes one line; resolves when there may be another. */
export type Write = (line: string) => Promise<void>;

/**
 * Writes a text file that is there whole, and on the disk, or not at all. It is its owner's alone.
 * @throws StoreError where there is one by that name, or none can be made
 */
export async function writeWhole<T>(path: string, work: (write: Write) => Promise<T>): Promise<T> {
  if (existsSync(path)) throw new StoreError(`There is a file ${path} already: it is not written over.`);
  const part = `${path}.part`;
  const file = await open(part, 'w', 0o600).catch((error: NodeJS.ErrnoException) => {
    throw new StoreError(`The file ${path} cannot be written: ${error.code}.`, error);
  });
  try {
    const pieces = inPieces((piece) => file.appendFile(piece));
    const result = await work(pieces.write);
    await pieces.end();
    await file.sync();
    await file.close();
    await rename(part, path);
    return result;
  } catch (error) {
    await file.close().catch(() => {});
    await rm(part, { force: true });
    throw error;
  }
}

/** Puts lines together to pieces that are worth a write. */
export function inPieces(take: (piece: string) => Promise<void>): { write: Write; end: () => Promise<void> } {
  let piece = '';
  const end = async (): Promise<void> => {
    const full = piece;
    piece = '';
    await take(full);
  };
  const write = async (line: string): Promise<void> => {
    piece += `${line}\n`;
    if (piece.length >= PIECE) await end();
  };
  return { write, end };
}

/**
 * The lines of a text file.
 * @throws StoreError where there is none, or it cannot be read
 */
export async function* linesIn(path: string): AsyncGenerator<string> {
  try {
    yield* linesOf(createReadStream(path));
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    throw new StoreError(code === 'ENOENT' ? `There is no file ${path}.` : `${path} cannot be read: ${code}.`, error);
  }
}

/** The lines of a text that comes in pieces. */
export async function* linesOf(pieces: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const piece of pieces) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}
