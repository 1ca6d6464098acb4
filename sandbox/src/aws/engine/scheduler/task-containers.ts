import type { ContainerDefinition } from '@aws-sdk/client-ecs';
import type { Clock } from '../../../kernel/clock';
import type { Pace } from '../../../kernel/pace';
import type { RunningTask } from '../task-runtime.port';
import { TaskContainer } from './task-container';
import type { WriteLines } from './task-log';

/** The containers of one task: they are started together and end together. */
export class TaskContainers {
  readonly all: readonly TaskContainer[];

  /** @param changed called whenever a container has started, has ended or has become healthy or unhealthy */
  constructor(definitions: readonly ContainerDefinition[], time: { clock: Clock; pace: Pace }, changed: () => void) {
    this.all = definitions.map((definition) => new TaskContainer(definition, time, changed));
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

  /** @param writers where the lines of each go */
  start(task: RunningTask, writers: ReadonlyMap<TaskContainer, WriteLines>): void {
    for (const [container, write] of writers) container.start(task, write);
  }

  /** SIGTERM to each, SIGKILL to those that do not end in time; what has not been started never will be. */
  stop(): void {
    for (const container of this.all) {
      container.giveUp();
      container.stop();
    }
  }

  /** Ends every process at once. */
  kill(): void {
    for (const container of this.all) {
      container.giveUp();
      container.kill();
    }
  }
}
