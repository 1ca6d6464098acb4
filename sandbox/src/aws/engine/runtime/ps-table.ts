import { execFileSync } from 'node:child_process';

/** `ps` is a process of its own: one listing (ms) serves every group. */
const FRESH_MS = 1000;

let table: PsRow[] = [];
let takenAt = Number.NEGATIVE_INFINITY;

interface PsRow {
  group: number;
  memoryBytes: number;
  cpuSeconds: number;
}

/** CPU time and resident memory of a process group where there is no /proc, up to a second old. */
export function psGroup(group: number): { cpuSeconds: number; memoryBytes: number } {
  if (performance.now() - takenAt > FRESH_MS) {
    table = parsePs(execFileSync('ps', ['-A', '-o', 'pgid=', '-o', 'rss=', '-o', 'time='], { encoding: 'utf8' }));
    takenAt = performance.now();
  }
  const total = { cpuSeconds: 0, memoryBytes: 0 };
  for (const row of table) {
    if (row.group !== group) continue;
    total.cpuSeconds += row.cpuSeconds;
    total.memoryBytes += row.memoryBytes;
  }
  return total;
}

/** @param text lines of `pgid rss time`; time is `[[dd-]hh:]mm:ss[.cc]` (ps(1), POSIX and BSD), rss in KiB. */
export function parsePs(text: string): PsRow[] {
  return text
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields.length === 3)
    .map(([group, rss, time]) => ({
      group: Number(group),
      memoryBytes: Number(rss) * 1024,
      cpuSeconds: secondsOf(time ?? ''),
    }));
}

function secondsOf(time: string): number {
  const [days, clock] = time.includes('-') ? time.split('-') : ['0', time];
  const seconds = (clock ?? '').split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  return Number(days) * 86_400 + seconds;
}
