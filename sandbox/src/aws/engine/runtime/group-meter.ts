import { readdirSync, readFileSync } from 'node:fs';
import { parseStat, ProcessMeter } from './process-meter';
import { psGroup } from './ps-table';

export interface GroupUsage {
  /** CPU seconds of all processes the group ever had, as far as they were seen. */
  cpuSeconds: number;
  /** Resident memory of the processes it has. */
  memoryBytes: number;
}

/** Measures a process group. */
export interface GroupMeter {
  usage(): GroupUsage;
  /** CPU seconds to within 10 ms for each process, cheaply. */
  roughCpuSeconds(): number;
  close(): void;
}

/** Other processes of a group are looked for at most this often (ms). */
const MEMBERS_EVERY_MS = 500;

/** Measures group `id` by /proc on Linux, by `ps` elsewhere. */
export function groupMeter(id: number): GroupMeter {
  return process.platform === 'linux' ? new LinuxGroupMeter(id) : new PsGroupMeter(id);
}

class LinuxGroupMeter implements GroupMeter {
  private readonly members = new Map<number, ProcessMeter>();
  private endedSeconds = 0;
  private listedAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly id: number) {}

  usage(): GroupUsage {
    this.listMembers();
    const total = { cpuSeconds: this.endedSeconds, memoryBytes: 0 };
    for (const meter of this.members.values()) {
      total.cpuSeconds += meter.cpuSeconds();
      total.memoryBytes += meter.memoryBytes();
    }
    return total;
  }

  roughCpuSeconds(): number {
    this.listMembers();
    let sum = this.endedSeconds;
    for (const meter of this.members.values()) sum += meter.stat().cpuSeconds;
    return sum;
  }

  close(): void {
    for (const meter of this.members.values()) meter.close();
    this.members.clear();
  }

  private listMembers(): void {
    if (performance.now() - this.listedAt < MEMBERS_EVERY_MS) return;
    this.listedAt = performance.now();
    const alive = membersOf(this.id);
    for (const [pid, meter] of this.members) if (!alive.has(pid)) this.forget(pid, meter);
    for (const pid of alive) if (!this.members.has(pid)) this.watch(pid);
  }

  private watch(pid: number): void {
    try {
      this.members.set(pid, new ProcessMeter(pid));
    } catch {
      // It ended before it could be measured.
    }
  }

  private forget(pid: number, meter: ProcessMeter): void {
    this.endedSeconds += meter.cpuSeconds();
    meter.close();
    this.members.delete(pid);
  }
}

const groupOfProcess = new Map<number, number>();
let listedAt = Number.NEGATIVE_INFINITY;

/**
 * All groups share one listing of /proc, and a process is asked for its group once only. The group's leader counts
 * whatever it was asked: it may have been seen in the moment before it became one.
 */
function membersOf(group: number): Set<number> {
  if (performance.now() - listedAt > MEMBERS_EVERY_MS / 5) {
    listedAt = performance.now();
    const alive = new Set(readdirSync('/proc').map(Number).filter(Number.isInteger));
    for (const pid of groupOfProcess.keys()) if (!alive.has(pid)) groupOfProcess.delete(pid);
    for (const pid of alive) if (!groupOfProcess.has(pid)) groupOfProcess.set(pid, processGroup(pid));
  }
  const members = [...groupOfProcess].filter(([pid, other]) => other === group || pid === group);
  return new Set(members.map(([pid]) => pid));
}

function processGroup(pid: number): number {
  try {
    return parseStat(readFileSync(`/proc/${pid}/stat`, 'latin1')).processGroup;
  } catch {
    return 0;
  }
}

class PsGroupMeter implements GroupMeter {
  private highest = 0;

  constructor(private readonly id: number) {}

  usage(): GroupUsage {
    const { cpuSeconds, memoryBytes } = psGroup(this.id);
    this.highest = Math.max(this.highest, cpuSeconds);
    return { cpuSeconds: this.highest, memoryBytes };
  }

  roughCpuSeconds(): number {
    return this.usage().cpuSeconds;
  }

  close(): void {}
}
