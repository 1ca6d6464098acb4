import type { Clock } from '../../../kernel/clock';
import type { Pace } from '../../../kernel/pace';
import type { RunningTask, TaskListener, TaskRun, TaskRuntime } from '../task-runtime.port';
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
 * Runs tasks as processes: each a process group of its image's command with its own loopback port, CPU limit and memory
 * limit, all children of one supervisor that outlives the sandbox for just as long as it takes to kill them.
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

  /** The listener's calls come later, never from within `run`. */
  run(task: TaskRun, listener: TaskListener): RunningTask {
    warnWithoutLimits();
    const id = task.taskArn;
    const process = new TaskProcess(task, this.options.clock.now(), listener, (timeoutMs) =>
      this.link.send({ order: 'stop', id, timeoutMs }),
    );
    this.tasks.set(id, process);
    this.link.send({ order: 'run', id, launch: this.launch(task, this.documents.add(process)) });
    return process;
  }

  /**
   * Where a task that ELB knows as `target` really listens; undefined when no living task has that address.
   * @param region looks among this region's tasks only: two regions may give the same private address.
   */
  addressOf(target: Target, region?: string): { host: string; port: number } | undefined {
    for (const task of this.tasks.values()) {
      if (task.run.address !== target.id || task.run.containerPort !== target.port) continue;
      if (region !== undefined && task.taskArn.split(':')[3] !== region) continue;
      const port = task.port();
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

  /** The last 200 lines a task wrote, oldest first; empty for a task long gone. */
  output(taskArn: string): readonly string[] {
    const task = this.tasks.get(taskArn) ?? this.ended.find((other) => other.taskArn === taskArn);
    return task?.output() ?? [];
  }

  /** Kills every task and tells no listener. @returns once all processes, the supervisor's too, are gone. */
  async close(): Promise<void> {
    for (const task of this.tasks.values()) task.give();
    this.tasks.clear();
    this.documents.clear();
    await this.link.close();
  }

  private launch(task: TaskRun, metadataPath: string): Launch {
    const { host, root = process.cwd(), metadataOrigin, pace } = this.options;
    const inherited = INHERITED.map((name) => [name, process.env[name]]).filter(([, value]) => value !== undefined);
    return {
      command: task.image.command,
      environment: {
        ...Object.fromEntries(inherited),
        ...task.image.environment,
        ...task.environment,
        HOST: host,
        SANDBOX_MINUTE_MS: String(pace.minuteMs),
        ECS_CONTAINER_METADATA_URI_V4: metadataOrigin() + metadataPath,
        AWS_EXECUTION_ENV: `AWS_ECS_${task.metadata.launchType}`,
      },
      directory: root,
      host,
      cpuUnits: task.cpuUnits,
      memoryMiB: task.memoryMiB,
    };
  }

  private heard(report: SupervisorReport): void {
    const task = this.tasks.get(report.id) ?? this.ended.find(({ taskArn }) => taskArn === report.id);
    if (!task) return;
    if (report.report === 'started') task.started(report.pid, report.port, this.options.clock.now());
    if (report.report === 'counting') task.counting(report.at);
    if (report.report === 'output') task.wrote(report.lines);
    if (report.report === 'exited') this.exited(task, report.exitCode, report.reason);
  }

  private exited(task: TaskProcess, exitCode: number, reason?: string): void {
    this.tasks.delete(task.taskArn);
    this.documents.remove(task);
    this.ended.push(task);
    if (this.ended.length > KEPT_TASKS) this.ended.shift();
    task.exited({ exitCode, ...(reason === undefined ? {} : { reason }) });
  }

  /** Somebody killed the supervisor: its tasks are nobody's children now, so they end here and the scheduler replaces them. */
  private supervisorLost(): void {
    const lost = [...this.tasks.values()];
    for (const task of lost) {
      const group = task.group();
      if (group !== undefined) killGroup(group);
      this.exited(task, 137);
    }
  }
}

function killGroup(group: number): void {
  try {
    process.kill(-group, 'SIGKILL');
  } catch {
    // It has ended already.
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
