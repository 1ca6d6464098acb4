import { openSync, readSync } from 'node:fs';

/** How much CPU time the calling thread has used, in milliseconds since some moment in the past. */
export interface ThreadCpu {
  now(): number;
  /** Tells a clock that can only see time pass that the thread slept for `ms`. */
  slept(ms: number): void;
}

const SCHEDSTAT = '/proc/thread-self/schedstat';

/**
 * The best clock there is for the calling thread: the kernel's own account where Linux offers it
 * (`/proc/thread-self/schedstat`, its first number, in nanoseconds), else Node's (from 23.9 on), else the time that
 * passes, less the sleeps. The kernel brings a running thread's account up to date every few milliseconds only;
 * right after a sleep, however short, it is exact.
 */
export function threadCpu(): ThreadCpu {
  return kernelClock() ?? nodeClock() ?? wallClock();
}

/** CPU time of all threads of this process since its start, in milliseconds. */
export function processCpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function kernelClock(): ThreadCpu | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    // The link is resolved here, so the descriptor goes on meaning this thread.
    const descriptor = openSync(SCHEDSTAT, 'r');
    const buffer = Buffer.alloc(80);
    const now = () => Number.parseInt(buffer.toString('latin1', 0, readSync(descriptor, buffer, 0, 80, 0)), 10) / 1e6;
    return now() > 0 ? { now, slept: () => {} } : undefined;
  } catch {
    return undefined;
  }
}

function nodeClock(): ThreadCpu | undefined {
  const { threadCpuUsage } = process as { threadCpuUsage?: () => { user: number; system: number } };
  if (!threadCpuUsage) return undefined;
  const now = () => {
    const { user, system } = threadCpuUsage();
    return (user + system) / 1000;
  };
  return { now, slept: () => {} };
}

function wallClock(): ThreadCpu {
  let sleptMs = 0;
  return { now: () => performance.now() - sleptMs, slept: (ms) => void (sleptMs += ms) };
}
