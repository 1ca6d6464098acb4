import type { ContainerExit, ContainerListener, RunningContainer, RunningTask } from '../task-runtime.port';
import type { ContainerRun, TaskRun, TaskUsage } from '../task-runtime.port';
import { type ContainerOrders, ContainerProcess } from './container-process';
import type { Launch, SupervisorReport } from './supervisor.protocol';
import { TaskPorts } from './task-ports';

/** What a task asks of its runtime. */
export interface TaskOrders {
  launch(container: ContainerRun, launch: Pick<Launch, 'port'> & { environment: Record<string, string> }): void;
  stop(container: string, timeoutMs: number): void;
  check(container: string, ...check: Parameters<ContainerOrders['check']>): void;
  close(): void;
}

const NO_PORT =
  'CannotStartContainerError: this machine has no free port for the task. End what listens there and try again.';
const KILLED = { exitCode: 137 };

/** The sandbox's side of one task: its ports, and the process groups of its containers. */
export class TaskProcess implements RunningTask {
  readonly taskArn: string;
  readonly ports: TaskPorts;
  private readonly runs = new Map<string, ContainerProcess>();
  private counted?: { at: number; cpuSeconds: number };
  /** CPU seconds of runs that were followed by another. */
  private earlierSeconds = 0;
  private orphaned = false;
  /** What waits for the ports to be there. */
  private waiting: (() => void)[] = [];

  constructor(
    readonly run: TaskRun,
    /** Epoch ms. */
    readonly createdAt: number,
    private readonly now: () => number,
    private readonly orders: TaskOrders,
  ) {
    this.taskArn = run.taskArn;
    this.ports = new TaskPorts(run.containers);
  }

  start(name: string, listener: ContainerListener): RunningContainer {
    const container = this.run.containers.find((each) => each.name === name);
    if (!container) throw new Error(`The task ${this.taskArn} has no container ${name}.`);
    this.earlierSeconds += this.runs.get(name)?.usage().cpuSeconds ?? 0;
    const process = new ContainerProcess(container, listener, {
      stop: (timeoutMs) => this.whenOpen(() => this.orders.stop(name, timeoutMs)),
      check: (...check) => this.orders.check(name, ...check),
    });
    this.runs.set(name, process);
    this.whenOpen(() => this.launch(process));
    return process;
  }

  close(): void {
    this.whenOpen(() => this.orders.close());
  }

  countedSince(): number | undefined {
    return this.counted?.at;
  }

  usage(): TaskUsage {
    const { cpuSeconds, memoryBytes } = this.total();
    return { cpuSeconds: this.counted ? cpuSeconds - this.counted.cpuSeconds : 0, memoryBytes };
  }

  /** The newest run of each container that was started, in the order of their first starts. */
  get containers(): ContainerProcess[] {
    return [...this.runs.values()];
  }

  /** The loopback port of the container behind a port that is shown, while that container lives. */
  port(shown: number): number | undefined {
    const found = this.ports.behind(shown);
    return found && this.runs.get(found.container)?.group() !== undefined ? found.port : undefined;
  }

  heard(report: SupervisorReport): void {
    if (report.report === 'opened') return this.opened(report.ports);
    const process = this.runs.get(report.container);
    if (report.report === 'started') process?.started(report.pid, this.now());
    if (report.report === 'counting') this.counting(report.container, report.at);
    if (report.report === 'output') process?.wrote(report.lines);
    if (report.report === 'checked') process?.checked(report.check, report.passed);
    if (report.report === 'exited') process?.exited(exitOf(report));
  }

  /** Its supervisor has ended: what is left of its processes is nobody's child now. */
  lost(): void {
    this.orphaned = true;
    for (const process of this.runs.values()) {
      const group = process.group();
      if (group !== undefined) killGroup(group);
      process.exited(KILLED);
    }
  }

  /** The runtime is closing: nobody is told of an end any more. */
  give(): void {
    for (const process of this.runs.values()) process.give();
  }

  private opened(ports: readonly number[]): void {
    this.ports.take(ports);
    for (const act of this.waiting.splice(0)) act();
  }

  private whenOpen(act: () => void): void {
    if (this.ports.given === 'not yet') this.waiting.push(act);
    else act();
  }

  private launch(process: ContainerProcess): void {
    const { name } = process.run;
    const port = this.ports.of(name);
    if (this.orphaned) return queueMicrotask(() => process.exited(KILLED));
    if (port === undefined) return queueMicrotask(() => process.exited({ reason: NO_PORT }));
    this.orders.launch(process.run, { port, environment: this.ports.environment(name) });
  }

  private counting(container: string, at: number): void {
    this.runs.get(container)?.counting(at);
    if (container === this.run.serving) this.counted ??= { at, cpuSeconds: this.total().cpuSeconds };
  }

  private total(): TaskUsage {
    const sum = { cpuSeconds: this.earlierSeconds, memoryBytes: 0 };
    for (const process of this.runs.values()) {
      const { cpuSeconds, memoryBytes } = process.usage();
      sum.cpuSeconds += cpuSeconds;
      sum.memoryBytes += memoryBytes;
    }
    return sum;
  }
}

const exitOf = ({ exitCode, reason }: ContainerExit): ContainerExit => ({
  ...(exitCode !== undefined && { exitCode }),
  ...(reason !== undefined && { reason }),
});

function killGroup(group: number): void {
  try {
    process.kill(-group, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}
