/** A task that stopped, caught before ECS forgets it (about an hour later). */
export interface StoppedTask {
  /** 32 hexadecimal digits. */
  id: string;
  /** When its containers ran, milliseconds since the epoch; undefined where they never did. */
  startedAt?: number;
  /** Milliseconds since the epoch. */
  stoppedAt: number;
  /** In ECS's words. */
  stoppedReason: string;
  stopCode?: string;
  /** The containers that say why: an exit code, a reason, or both. */
  containers: StoppedContainer[];
  /** What the container that ended it wrote last, where that was read; the newest last, secrets masked. */
  lines?: LastLines;
}

/** A container of a task that stopped. */
export interface StoppedContainer {
  name: string;
  exitCode?: number;
  reason?: string;
  /** It failed its own health check. */
  unhealthy?: true;
  /** As the container runtime names it. */
  runtimeId?: string;
}

/** What a container wrote last. */
export interface LastLines {
  container: string;
  lines: { at: number; text: string }[];
}

/** What a health check found of a task that it failed. */
export interface HealthFailure {
  /** 32 hexadecimal digits. */
  task: string;
  /** Milliseconds since the epoch. */
  at: number;
  /**
   * Another code than was wanted; no answer in time; no connection, or no HTTP in it; the container's own health check;
   * or what AWS has other words for.
   */
  kind: 'codes' | 'timeout' | 'no-connection' | 'container' | 'other';
  codes?: string;
  /** The port that was asked. */
  port?: number;
  /** In AWS's words. */
  reason?: string;
}

/** A container of the task definition that is deployed. */
export interface SetContainer {
  name: string;
  /** Its version is the service's. */
  main: boolean;
  /** The task goes on without it, where that is known. */
  essential?: boolean;
  /** The most memory it may have, in MiB. */
  memoryMiB?: number;
  /** Whose limit that is: its own, or that of the whole task. */
  memoryOf?: 'container' | 'task';
}

/** What is known of the tasks of a deployment. */
export interface TaskEvidence {
  /** Newest first. */
  stopped: readonly StoppedTask[];
  unhealthy?: readonly HealthFailure[];
  containers?: readonly SetContainer[];
  /** For how long ECS does not count what health checks find of a new task, in seconds. */
  graceSeconds?: number;
}
