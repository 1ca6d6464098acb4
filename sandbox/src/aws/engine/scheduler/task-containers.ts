import type { ContainerDefinition } from '@aws-sdk/client-ecs';
import type { Clock, Timer } from '../../../kernel/clock';
import type { Pace } from '../../../kernel/pace';
import type { RunningTask } from '../task-runtime.port';
import { startTimeoutMs, turnOf } from './container-order';
import { TaskContainer } from './task-container';
import type { WriteLines } from './task-log';

/** The containers of one task: they are started together and end together. */
export class TaskContainers {
  readonly all: readonly TaskContainer[];
  /** What starts those that wait for their turn. */
  private readonly starts = new Map<TaskContainer, () => void>();
  private readonly timers: Timer[] = [];
  private ending = false;

  /** @param changed called whenever a container has started, has ended or has become healthy or unhealthy */
  constructor(
    definitions: readonly ContainerDefinition[],
    private readonly time: { clock: Clock; pace: Pace },
    private readonly changed: () => void,
  ) {
    this.all = definitions.map((definition) => new TaskContainer(definition, time, () => this.proceed()));
  }

  /** Whether each has had its start: the task runs ("Amazon ECS task lifecycle"). */
  get started(): boolean {
    return this.all.every(({ status }) => status !== 'PENDING');
  }

  get stopped(): boolean {
    return this.all.every(({ status }) => status === 'STOPPED');
  }

  /** Whether a process of it is still to end. */
  get alive(): boolean {
    return this.all.some(({ alive }) => alive);
  }

  /** Whether an essential container has a health check of its own. */
  get isChecked(): boolean {
    return this.all.some(({ essential, isChecked }) => essential && isChecked);
  }

  /** The health of the essential containers that have checks; a check of another one says nothing of the task (Task, healthStatus). */
  get health(): TaskContainer['health'] {
    const known = this.all.filter(({ essential, isChecked }) => essential && isChecked).map(({ health }) => health);
    if (known.includes('UNHEALTHY')) return 'UNHEALTHY';
    return known.length === 0 || known.includes('UNKNOWN') ? 'UNKNOWN' : 'HEALTHY';
  }

  /** The container whose end is the task's. */
  get ended(): TaskContainer | undefined {
    return this.all.find(({ essential, status }) => essential && status === 'STOPPED');
  }

  named(name: string | undefined): TaskContainer | undefined {
    return this.all.find((container) => container.name === name);
  }

  /**
   * Starts each when what it depends on lets it.
   * @param writers where the lines of each go
   */
  start(task: RunningTask, writers: ReadonlyMap<TaskContainer, WriteLines>): void {
    for (const [container, write] of writers) this.starts.set(container, () => container.start(task, write));
    if (this.startNext()) this.changed();
  }

  /**
   * SIGTERM to each, SIGKILL to those that do not end in time; what has not been started never will be. A container is
   * stopped after those that depend on it ("for container shutdown it is reversed", ContainerDependency).
   */
  stop(): void {
    this.end();
    this.stopNext();
  }

  /** Ends every process at once. */
  kill(): void {
    this.end();
    for (const container of this.all) container.kill();
  }

  private end(): void {
    this.ending = true;
    for (const timer of this.timers) timer.cancel();
    for (const container of this.all) container.giveUp();
  }

  /** Something of a container has changed, which may be what others wait for. */
  private proceed(): void {
    if (this.ending) this.stopNext();
    else this.startNext();
    this.changed();
  }

  /** @returns whether a container was given up */
  private startNext(): boolean {
    const now = this.time.clock.now();
    for (const [container, start] of this.starts) {
      const turn = turnOf(container, (name) => this.named(name), now);
      if (turn === 'later') continue;
      this.starts.delete(container);
      if (turn === 'now') start();
      else container.giveUp({ exitCode: NEVER_STARTED, reason: turn.never });
      // Without an essential one there is no task, and what waits for another one waits in vain.
      if (turn !== 'now') return container.essential || this.startNext() || true;
    }
    this.awaitTimeouts();
    return false;
  }

  /** Looks again when a container that others wait for is overdue. */
  private awaitTimeouts(): void {
    const { clock } = this.time;
    for (const timer of this.timers.splice(0)) timer.cancel();
    if (this.starts.size === 0) return;
    for (const container of this.all) {
      const dueAt = (container.startedAt ?? 0) + (startTimeoutMs(container) ?? 0);
      if (container.status === 'RUNNING' && dueAt > clock.now())
        this.timers.push(clock.after(dueAt - clock.now(), () => this.proceed()));
    }
  }

  private stopNext(): void {
    for (const container of this.all) {
      const needed = this.all.some((other) => other.alive && other.dependsOn(container));
      if (!needed) container.stop();
    }
  }
}

/** The agent's code for a container whose dependencies can never be met: as if SIGTERM had ended it. */
const NEVER_STARTED = 143;
