import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';

/** USER_HZ, the unit of utime and stime in /proc/<pid>/stat: 100 on every Linux Node runs on. */
const TICK_SECONDS = 0.01;
/** Rarely other than 4 KiB, but on some ARM kernels it is. */
const PAGE_BYTES = pageBytes();
/** Threads are listed anew at least every this many readings, even when their number has not changed. */
const RELIST_EVERY = 50;

const buffer = Buffer.alloc(2048);

/** One process's /proc/<pid>/stat (proc(5)), as far as it is used here. */
export interface ProcessStat {
  /** User and system time in seconds, ended threads included, rounded down to 10 ms each. */
  cpuSeconds: number;
  threads: number;
  memoryBytes: number;
  processGroup: number;
}

/**
 * Measures one Linux process. CPU time is the sum of /proc/<pid>/task/<tid>/schedstat, exact to about a scheduler tick;
 * a thread that ended keeps counting with what was last seen of it, and what was never seen is caught by the total of
 * /proc/<pid>/stat. It never goes backwards. File descriptors stay open, for a reading is then one system call.
 */
export class ProcessMeter {
  private readonly statFile: number;
  private readonly threads = new Map<string, { file: number; nanoseconds: number }>();
  private endedNanoseconds = 0;
  private highest = 0;
  private threadCount = 0;
  private readings = 0;
  private last: ProcessStat;

  /** @throws Error when there is no such process. */
  constructor(private readonly pid: number) {
    this.statFile = openSync(`/proc/${pid}/stat`, 'r');
    this.last = parseStat(readAll(this.statFile));
  }

  /** @returns the kernel's own total; the last one known once the process is gone. */
  stat(): ProcessStat {
    try {
      this.last = parseStat(readAll(this.statFile));
    } catch {
      this.last = { ...this.last, memoryBytes: 0 };
    }
    return this.last;
  }

  /** CPU seconds since the process began. */
  cpuSeconds(): number {
    const stat = this.stat();
    if (stat.threads !== this.threadCount || this.readings++ % RELIST_EVERY === 0) this.listThreads();
    this.threadCount = stat.threads;
    let sum = this.endedNanoseconds;
    for (const [id, thread] of this.threads) {
      const nanoseconds = readSchedstat(thread.file);
      if (nanoseconds === undefined) this.forget(id);
      else thread.nanoseconds = nanoseconds;
      sum += thread.nanoseconds;
    }
    this.highest = Math.max(this.highest, sum / 1e9, stat.cpuSeconds);
    return this.highest;
  }

  /** Resident memory at the last reading. */
  memoryBytes(): number {
    return this.last.memoryBytes;
  }

  close(): void {
    closeSync(this.statFile);
    for (const { file } of this.threads.values()) closeSync(file);
    this.threads.clear();
  }

  private listThreads(): void {
    let ids: string[];
    try {
      ids = readdirSync(`/proc/${this.pid}/task`);
    } catch {
      return;
    }
    for (const id of ids) {
      if (this.threads.has(id)) continue;
      try {
        this.threads.set(id, { file: openSync(`/proc/${this.pid}/task/${id}/schedstat`, 'r'), nanoseconds: 0 });
      } catch {
        // It ended between the listing and the opening, or the kernel keeps no schedstat: stat's total counts it.
      }
    }
  }

  private forget(id: string): void {
    const thread = this.threads.get(id);
    if (!thread) return;
    this.endedNanoseconds += thread.nanoseconds;
    closeSync(thread.file);
    this.threads.delete(id);
  }
}

/** @throws Error when the process of this /proc/<pid>/stat is gone. */
function readAll(file: number): string {
  return buffer.toString('latin1', 0, readSync(file, buffer, 0, buffer.length, 0));
}

function readSchedstat(file: number): number | undefined {
  try {
    return Number.parseInt(readAll(file), 10);
  } catch {
    return undefined;
  }
}

/** @param text a line of /proc/<pid>/stat; the command name in it may contain blanks and parentheses. */
export function parseStat(text: string): ProcessStat {
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const field = (number: number): number => Number(fields[number - 3]);
  return {
    cpuSeconds: (field(14) + field(15)) * TICK_SECONDS,
    threads: field(20),
    memoryBytes: field(24) * PAGE_BYTES,
    processGroup: field(5),
  };
}

function pageBytes(): number {
  try {
    return Number(/KernelPageSize:\s+(\d+) kB/.exec(readFileSync('/proc/self/smaps', 'latin1'))?.[1] ?? 4) * 1024;
  } catch {
    return 4096;
  }
}
