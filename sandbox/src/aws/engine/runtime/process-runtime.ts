import type { Clock } from '../../../kernel/clock';
import type { Pace } from '../../../kernel/pace';
import type { ContainerRun, RunningTask, TaskRun, TaskRuntime } from '../task-runtime.port';
import type { Target } from '../targets.port';
import { compiledSupervisor, SupervisorLink } from './supervisor-link';
import type { Launch, SupervisorReport } from './supervisor.protocol';
import { TaskMetadata } from './task-metadata';
import { TaskProcess } from './task-process';

export interface ProcessRuntimeOptions {
  clock: Clock;
  pace: Pace;
  /** Loopback address the tasks listen on. */
  host: string;
  /** Origin that serves `metadata(path)`: "http://127.0.0.1:4566". */
  metadataOrigin: () => string;
  /** The repository's root, which images' relative paths are from. Default: the working directory. */
  root?: string;
  /** Node's arguments that start the supervisor. Default: the compiled one beside this file. */
  supervisor?: readonly string[];
}

/** Variables of the sandbox's own environment that a task's process sees. */
const INHERITED = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'TZ'];
/** Ended tasks whose output is still kept. */
const KEPT_TASKS = 50;

/**
 * Runs tasks as processes: each container a process group of its image's command with its own loopback port, those of a
 * task under its CPU limit and memory limit, all children of one supervisor that outlives the sandbox for just as long as
 * it takes to kill them.
 */
export class ProcessRuntime implements TaskRuntime {
  private readonly tasks = new Map<string, TaskProcess>();
  private readonly ended: TaskProcess[] = [];
  private readonly link: SupervisorLink;
  private readonly documents: TaskMetadata;

  constructor(private readonly options: ProcessRuntimeOptions) {
    this.documents = new TaskMetadata(options.clock);
    this.link = new SupervisorLink(
      options.supervisor ?? compiledSupervisor(),
      (report) => this.heard(report),
      () => this.supervisorLost(),
    );
  }

  open(run: TaskRun): RunningTask {
    warnWithoutLimits();
    const { clock, host } = this.options;
    const task = run.taskArn;
    const local = (command: readonly string[]) => command.map((word) => process.ports.local(word, host));
    const process: TaskProcess = new TaskProcess(run, clock.now(), () => clock.now(), {
      launch: (container, own) =>
        this.link.send({
          order: 'start',
          task,
          container: container.name,
          launch: this.launch(process, container, own),
        }),
      stop: (container, timeoutMs) => this.link.send({ order: 'stop', task, container, timeoutMs }),
      check: (container, check, command, timeoutMs) =>
        this.link.send({ order: 'check', task, container, check, command: local(command), timeoutMs }),
      close: () => this.closed(process),
    });
    this.tasks.set(task, process);
    this.documents.add(process);
    const { cpuUnits, memoryMiB, serving } = run;
    const limits = { host, cpuUnits, memoryMiB, serving };
    this.link.send({ order: 'open', task, limits, ports: process.ports.count });
    return process;
  }

  /**
   * Where a task that ELB knows as `target` really listens; undefined when no living task has that address.
   * @param region looks among this region's tasks only: two regions may give the same private address.
   */
  addressOf(target: Target, region?: string): { host: string; port: number } | undefined {
    for (const task of this.tasks.values()) {
      if (task.run.address !== target.id) continue;
      if (region !== undefined && task.taskArn.split(':')[3] !== region) continue;
      const port = task.port(target.port);
      if (port !== undefined) return { host: this.options.host, port };
    }
    return undefined;
  }

  /**
   * The task metadata endpoint version 4, as the sandbox's HTTP server serves it.
   * @param path `/v4/<token>`, `/v4/<token>/task`, `/v4/<token>/stats` or `/v4/<token>/task/stats`.
   * @returns the JSON document, undefined for 404.
   */
  metadata(path: string): object | undefined {
    return this.documents.at(path);
  }

  /** The last 200 lines each container of a task wrote, oldest first; empty for a task long gone. */
  output(taskArn: string): readonly string[] {
    const task = this.tasks.get(taskArn) ?? this.ended.find((other) => other.taskArn === taskArn);
    return task?.containers.flatMap((container) => container.output()) ?? [];
  }

  /** Kills every task and tells no listener. @returns once all processes, the supervisor's too, are gone. */
  async close(): Promise<void> {
    for (const task of this.tasks.values()) task.give();
    this.tasks.clear();
    this.documents.clear();
    await this.link.close();
  }

  private launch(
    task: TaskProcess,
    { name, image, environment, memoryMiB }: ContainerRun,
    own: Pick<Launch, 'port' | 'environment'>,
  ): Launch {
    const { host, root = process.cwd(), metadataOrigin, pace } = this.options;
    const local = (text: string): string => task.ports.local(text, host);
    const given = Object.entries({ ...image.environment, ...environment });
    const inherited = INHERITED.map((variable) => [variable, process.env[variable]]).filter(([, value]) => value);
    return {
      command: image.command.map(local),
      environment: {
        ...Object.fromEntries(inherited),
        ...Object.fromEntries(given.map(([variable, value]) => [variable, local(value)])),
        ...own.environment,
        HOST: host,
        SANDBOX_MINUTE_MS: String(pace.minuteMs),
        ECS_CONTAINER_METADATA_URI_V4: metadataOrigin() + this.documents.pathOf(task, name),
        AWS_EXECUTION_ENV: `AWS_ECS_${task.run.metadata.launchType}`,
      },
      directory: root,
      port: own.port,
      ...(memoryMiB !== undefined && { memoryMiB }),
    };
  }

  private heard(report: SupervisorReport): void {
    const task = this.tasks.get(report.task) ?? this.ended.find(({ taskArn }) => taskArn === report.task);
    task?.heard(report);
  }

  private closed(task: TaskProcess): void {
    if (!this.tasks.delete(task.taskArn)) return;
    this.link.send({ order: 'close', task: task.taskArn });
    this.documents.remove(task);
    this.ended.push(task);
    if (this.ended.length > KEPT_TASKS) this.ended.shift();
  }

  /** Somebody killed the supervisor: its tasks end here, and the scheduler replaces them. */
  private supervisorLost(): void {
    for (const task of this.tasks.values()) task.lost();
  }
}

let warned = process.platform === 'linux';

function warnWithoutLimits(): void {
  if (warned) return;
  warned = true;
  process.emitWarning(
    `Tasks have no hard CPU limit on ${process.platform}: only Linux tells the CPU time of single threads. ` +
      'They share the machine as any process does; CPU metrics are still what they used over what they were given.',
  );
}
