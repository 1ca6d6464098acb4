import type { ServiceRef } from '../services/service-ref.types';

/** A container of a task, whose log is meant. */
export interface LoggedContainer {
  /** The service that the task is of; of a task of none only its environment and cluster count. */
  ref: ServiceRef;
  /** 32 hexadecimal digits. */
  task: string;
  /** The task definition that the task was started from: `primes-api:41`. */
  revision: string;
  /** By its name in that task definition. */
  container: string;
  /** As the container runtime names it, where ECS says so: a log without a prefix is found by it alone. */
  runtimeId?: string;
}

/** How much of a log is wanted. */
export interface LogBounds {
  /** At most so many lines, the newest ones. */
  lines: number;
  /** Nothing older: milliseconds since the epoch. */
  since?: number | undefined;
  /** Only lines that have this in them, in capitals or not. */
  has?: string | undefined;
}

/** One line that a container wrote. */
export interface LogLine {
  /** When it was written, milliseconds since the epoch. */
  at: number;
  /** Secrets are masked and control characters gone; not escaped for Slack. */
  text: string;
}

/** The end of a container's log. */
export interface LogTail {
  /** The newest last. Empty where it wrote nothing, or nothing of what is wanted. */
  lines: LogLine[];
  /** There is, or may be, more of it before these. */
  earlier: boolean;
}

/** A line, and whose it is. */
export interface TaskLine extends LogLine {
  task: string;
  container: string;
}

/** The logs of several containers as one. */
export interface MergedLogs {
  /** By time, the newest last. */
  lines: TaskLine[];
  earlier: boolean;
  /** What could not be read, and why: each reason once, in a sentence or two. */
  unread: { why: string; of: LoggedContainer[] }[];
  /** How many were not read, because there are more than are read at once. */
  skipped: number;
}
