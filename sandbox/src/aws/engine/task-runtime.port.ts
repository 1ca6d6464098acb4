import type { ImageFile } from './images.port';

/** What it takes to run one task's essential container. */
export interface TaskRun {
  taskArn: string;
  image: ImageFile;
  /** The task definition's environment and secrets, over the image's. */
  environment: Readonly<Record<string, string>>;
  /** Task size in CPU units (1024 = one core): a hard limit, as on Fargate. */
  cpuUnits: number;
  /** Task memory in MiB: over it the task is killed with 137. */
  memoryMiB: number;
  /** The port ECS and ELB show; the process gets a free loopback port in PORT instead. */
  containerPort: number;
  /** The task's private address, `10.0.x.y`, as ECS and ELB show it. */
  address: string;
  /** Facts for the task metadata endpoint (version 4) that the runtime serves to the process. */
  metadata: {
    cluster: string;
    family: string;
    revision: string;
    containerName: string;
    imageReference: string;
    imageDigest: string;
    availabilityZone: string;
    launchType: string;
  };
}

/** How a task's process ended. */
export interface TaskExit {
  /** 128 + signal number where a signal ended it. */
  exitCode: number;
  /** ECS's container reason where there is one: "OutOfMemoryError: Container killed due to memory usage". */
  reason?: string;
}

export interface TaskUsage {
  /** CPU seconds used since the task began to count (see `countedSince`). */
  cpuSeconds: number;
  memoryBytes: number;
}

/** A task's process, from start to exit. */
export interface RunningTask {
  readonly taskArn: string;
  /** Epoch ms at which the process first accepted a connection, or 15 s after its start; undefined before. Grace, CPU limit and CPU metric begin here. */
  countedSince(): number | undefined;
  usage(): TaskUsage;
  /** SIGTERM, then SIGKILL after `timeoutMs` real milliseconds. `exited` is called either way. Idempotent. */
  stop(timeoutMs: number): void;
}

export interface TaskListener {
  /** The process was spawned. */
  started(): void;
  /** Lines that the process wrote, on either stream. */
  wrote(lines: readonly string[]): void;
  /** It has ended, by itself, by the memory limit or because it was stopped. Called once. */
  exited(exit: TaskExit): void;
}

/** Runs tasks: as processes now, as containers later. */
export interface TaskRuntime {
  run(task: TaskRun, listener: TaskListener): RunningTask;
}
