import type { ImageFile } from './images.port';

/** What it takes to run one task: all its containers share its size, its address and its life. */
export interface TaskRun {
  taskArn: string;
  /** Every container that may be started, in the task definition's order. */
  containers: readonly ContainerRun[];
  /** The container whose port grace, CPU limit and CPU metric wait for: the one behind the balancer, else the first essential one. */
  serving: string;
  /** Task size in CPU units (1024 = one core): a hard limit, as on Fargate. */
  cpuUnits: number;
  /** Task memory in MiB: where its containers exceed it together, the largest is killed with 137. */
  memoryMiB: number;
  /** The task's private address, `10.0.x.y`, as ECS and ELB show it. */
  address: string;
  /** Facts for the task metadata endpoint (version 4) that the runtime serves to the processes. */
  metadata: {
    cluster: string;
    family: string;
    revision: string;
    availabilityZone: string;
    launchType: string;
  };
}

/** One container of a task: a process of its image's command. */
export interface ContainerRun {
  name: string;
  image: ImageFile;
  /** The task definition's environment and secrets, over the image's. */
  environment: Readonly<Record<string, string>>;
  /** The ports ECS and ELB show; for each the process gets a free loopback port, the first one's in PORT. */
  ports: readonly number[];
  /** The container's own hard limit in MiB: over it the container is killed with 137. */
  memoryMiB?: number;
  imageReference: string;
  imageDigest: string;
}

/** How a container's process ended. */
export interface ContainerExit {
  /** 128 + signal number where a signal ended it; undefined where the process could not be started. */
  exitCode?: number;
  /** ECS's container reason where there is one: "OutOfMemoryError: Container killed due to memory usage". */
  reason?: string;
}

export interface TaskUsage {
  /** CPU seconds used since the task began to count (see `countedSince`). */
  cpuSeconds: number;
  memoryBytes: number;
}

/** A task as its metrics see it. */
export interface MeasuredTask {
  readonly taskArn: string;
  /** Epoch ms at which the serving container first accepted a connection, or 15 s after its start; undefined before. Grace, CPU limit and CPU metric begin here. */
  countedSince(): number | undefined;
  /** Of all its containers together. */
  usage(): TaskUsage;
}

/** A task that was opened: what its containers share is there, and each is started when it is its turn. */
export interface RunningTask extends MeasuredTask {
  /**
   * Starts a container, again where it has ended. The listener's calls come later, never from within.
   * @param name of one of the task's containers
   */
  start(name: string, listener: ContainerListener): RunningContainer;
  /** Gives back what its containers shared, once the last of them has ended. */
  close(): void;
}

/** A container's process, from start to exit. */
export interface RunningContainer {
  /** Epoch ms at which it first accepted a connection, or 15 s after its start; undefined before. */
  countedSince(): number | undefined;
  /**
   * Runs a command in the container's environment, as a health check is.
   * @param timeoutMs real milliseconds; what is not done by then has failed
   * @param done told later whether it ended with 0; not told where the container ends first
   */
  check(command: readonly string[], timeoutMs: number, done: (passed: boolean) => void): void;
  /** SIGTERM, then SIGKILL after `timeoutMs` real milliseconds. `exited` is called either way. Idempotent. */
  stop(timeoutMs: number): void;
}

export interface ContainerListener {
  /** The process was spawned. */
  started(): void;
  /** Lines that the process wrote, on either stream. */
  wrote(lines: readonly string[]): void;
  /** It has ended, by itself, by a memory limit or because it was stopped, or could not be started. Called once. */
  exited(exit: ContainerExit): void;
}

/** Runs tasks: as processes now, as containers later. */
export interface TaskRuntime {
  open(task: TaskRun): RunningTask;
}
