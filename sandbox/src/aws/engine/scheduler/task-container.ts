import { randomBytes, randomUUID } from 'node:crypto';
import type { ContainerDefinition } from '@aws-sdk/client-ecs';
import type { Clock } from '../../../kernel/clock';
import type { Pace } from '../../../kernel/pace';
import type { ContainerExit, RunningContainer, RunningTask } from '../task-runtime.port';
import { ContainerHealth } from './container-health';
import type { WriteLines } from './task-log';

/** One container of a task, from before its start to its end. */
export class TaskContainer {
  status: 'PENDING' | 'RUNNING' | 'STOPPED' = 'PENDING';
  exit?: ContainerExit;
  /** Epoch ms at which its process was spawned. */
  startedAt?: number;
  /** What its ARN and its log stream are made of. */
  readonly ids = { arn: randomUUID(), runtime: randomBytes(16).toString('hex') };
  private process?: RunningContainer;
  private examined?: ContainerHealth;
  private isStopping = false;

  constructor(
    readonly definition: ContainerDefinition,
    private readonly time: { clock: Clock; pace: Pace },
    private readonly changed: () => void,
  ) {}

  get name(): string {
    return this.definition.name ?? '';
  }

  /** Whether its end is the task's. */
  get essential(): boolean {
    return this.definition.essential !== false;
  }

  /** Whether it has a health check of its own: without one its health is never known. */
  get isChecked(): boolean {
    const { healthCheck } = this.definition;
    return healthCheck !== undefined && ContainerHealth.command(healthCheck) !== undefined;
  }

  get health(): ContainerHealth['status'] {
    return this.examined?.status ?? 'UNKNOWN';
  }

  /** Whether there is a process whose end is still to come. */
  get alive(): boolean {
    return this.process !== undefined && this.status !== 'STOPPED';
  }

  dependsOn({ name }: TaskContainer): boolean {
    return this.definition.dependsOn?.some(({ containerName }) => containerName === name) ?? false;
  }

  start(task: RunningTask, write: WriteLines): void {
    this.process = task.start(this.name, {
      started: () => {
        this.startedAt = this.time.clock.now();
        this.status = 'RUNNING';
        this.examine(this.startedAt);
        this.changed();
      },
      wrote: write,
      exited: (exit) => {
        const again = this.restarts(exit);
        this.end(exit);
        if (again) this.restart(task, write);
        this.changed();
      },
    });
  }

  /** It is over before anything of it ran: it cannot be started, or its task ends first. Tells nobody. */
  giveUp(exit: ContainerExit = {}): void {
    if (!this.process && this.status !== 'STOPPED') this.end(exit);
  }

  /** SIGTERM, then SIGKILL after its stopTimeout. */
  stop(): void {
    if (this.isStopping) return;
    this.isStopping = true;
    this.process?.stop((this.definition.stopTimeout ?? STOP_TIMEOUT_SECONDS) * 1000);
  }

  kill(): void {
    this.isStopping = true;
    this.process?.stop(0);
  }

  /** Whether its restart policy starts it again: where it ran long enough, and did not end as is ignored (ContainerRestartPolicy). */
  private restarts({ exitCode }: ContainerExit): boolean {
    const {
      enabled,
      ignoredExitCodes = [],
      restartAttemptPeriod = RESTART_SECONDS,
    } = this.definition.restartPolicy ?? {};
    if (!enabled || this.isStopping || exitCode === undefined || ignoredExitCodes.includes(exitCode)) return false;
    const { clock, pace } = this.time;
    return this.startedAt !== undefined && clock.now() - this.startedAt >= pace.ms(restartAttemptPeriod);
  }

  private restart(task: RunningTask, write: WriteLines): void {
    this.status = 'PENDING';
    this.exit = undefined;
    this.examined = undefined;
    this.start(task, write);
  }

  private examine(startedAt: number): void {
    const { healthCheck: check, portMappings = [] } = this.definition;
    if (!check || !this.process || !this.isChecked) return;
    const container = { check, process: this.process, startedAt, listens: portMappings.length > 0 };
    this.examined = new ContainerHealth(container, this.time.clock, this.time.pace, this.changed);
  }

  private end(exit: ContainerExit): void {
    this.examined?.close();
    this.status = 'STOPPED';
    this.exit = exit;
  }
}

/** ContainerDefinition.stopTimeout: 30 s where none is named. */
const STOP_TIMEOUT_SECONDS = 30;
/** ContainerRestartPolicy.restartAttemptPeriod: 300 s where none is named. */
const RESTART_SECONDS = 300;
