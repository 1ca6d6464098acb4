import { randomBytes, randomUUID } from 'node:crypto';
import type { ContainerDefinition } from '@aws-sdk/client-ecs';
import type { Clock } from '../../../kernel/clock';
import type { ContainerExit, RunningContainer, RunningTask } from '../task-runtime.port';
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

  constructor(
    readonly definition: ContainerDefinition,
    private readonly clock: Clock,
    private readonly changed: () => void,
  ) {}

  get name(): string {
    return this.definition.name ?? '';
  }

  /** Whether its end is the task's. */
  get essential(): boolean {
    return this.definition.essential !== false;
  }

  /** Whether there is a process whose end is still to come. */
  get alive(): boolean {
    return this.process !== undefined && this.status !== 'STOPPED';
  }

  start(task: RunningTask, write: WriteLines): void {
    this.process = task.start(this.name, {
      started: () => {
        this.startedAt = this.clock.now();
        this.status = 'RUNNING';
        this.changed();
      },
      wrote: write,
      exited: (exit) => {
        this.end(exit);
        this.changed();
      },
    });
  }

  /** It is over before anything of it ran: it cannot be started, or its task ends first. Tells nobody. */
  giveUp(exit: ContainerExit = {}): void {
    if (!this.process) this.end(exit);
  }

  /** SIGTERM, then SIGKILL after its stopTimeout. */
  stop(): void {
    this.process?.stop((this.definition.stopTimeout ?? STOP_TIMEOUT_SECONDS) * 1000);
  }

  kill(): void {
    this.process?.stop(0);
  }

  private end(exit: ContainerExit): void {
    this.status = 'STOPPED';
    this.exit = exit;
  }
}

/** ContainerDefinition.stopTimeout: 30 s where none is named. */
const STOP_TIMEOUT_SECONDS = 30;
