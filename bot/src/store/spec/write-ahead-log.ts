import { readFileSync, writeFileSync } from 'node:fs';
import { randomBytes, randomInt } from 'node:crypto';

// https://www.sqlite.org/fileformat2.html#the_write_ahead_log
const HEADER = 32;
const FRAME_HEADER = 24;
/** What a disk writes whole or not at all. */
const SECTOR = 512;

interface Frame {
  /** Which page of the file it is, from 1 on. */
  page: number;
  /** Whether it ends a commit. */
  ends: boolean;
  /** Where in the log the next one begins. */
  end: number;
}

/** For specs: SQLite's log of what was committed and may not be in the file yet. */
export class WriteAheadLog {
  private constructor(
    private readonly bytes: Buffer,
    private readonly pageSize: number,
    private readonly frames: Frame[],
  ) {}

  static read(path: string): WriteAheadLog {
    const bytes = readFileSync(path);
    const pageSize = bytes.length < HEADER ? 0 : bytes.readUInt32BE(8);
    const size = FRAME_HEADER + pageSize;
    const frames: Frame[] = [];
    for (let at = HEADER; at + size <= bytes.length; at += size) {
      // What was written before the log began anew has other salts.
      if (bytes.compare(bytes, 16, 24, at + 8, at + 16) !== 0) break;
      frames.push({ page: bytes.readUInt32BE(at), ends: bytes.readUInt32BE(at + 4) > 0, end: at + size });
    }
    return new WriteAheadLog(bytes, pageSize, frames);
  }

  /**
   * Where the bytes end that were on the disk when the last acknowledged commit was acknowledged.
   * @param unacknowledged how many commits there are after that one
   */
  acknowledgedEnd(unacknowledged: number): number {
    return this.frames.filter(({ ends }) => ends).at(-1 - unacknowledged)?.end ?? 0;
  }

  /** How many bytes there are. */
  get length(): number {
    return this.bytes.length;
  }

  /** The log without what is behind `at`. */
  cut(at: number): Buffer {
    return this.bytes.subarray(0, at);
  }

  /** The log in which some of what is behind `from` never came to the disk, or came as something else. */
  torn(from: number): Buffer {
    const torn = Buffer.from(this.bytes);
    const first = randomInt(from, this.length + 1);
    const last = randomInt(first, this.length + 1);
    (randomInt(2) === 0 ? Buffer.alloc(last - first) : randomBytes(last - first)).copy(torn, first);
    return torn;
  }

  /**
   * Spoils sectors of pages in the file that the log has up to `end`: they may have been about to be written there. But for
   * the first, by which SQLite knows its file, and which no commit changes.
   */
  tearPages(path: string, end: number): void {
    const file = readFileSync(path);
    const pages = new Set(this.frames.filter((frame) => frame.end <= end).map(({ page }) => page));
    for (const page of pages) {
      const at = (page - 1) * this.pageSize + randomInt(1, this.pageSize / SECTOR) * SECTOR;
      if (at + SECTOR <= file.length && randomInt(2) === 0) randomBytes(SECTOR).copy(file, at);
    }
    writeFileSync(path, file);
  }
}
