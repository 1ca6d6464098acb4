import { Injectable } from '@nestjs/common';
import { LogUnreadableError } from '../../domain/logs/logs.errors';
import { LogsService } from '../../domain/logs/logs.service';
import type { LoggedContainer, MergedLogs } from '../../domain/logs/logs.types';
import { ObservationsService } from '../../domain/observations/observations.service';
import type { EcsService } from '../../domain/observations/ecs-service.types';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { TasksService } from '../../domain/tasks/tasks.service';
import type { EcsTask } from '../../domain/tasks/tasks.types';
import { Clock } from '../../kernel/clock';
import { isUnknown } from '../../kernel/part';

/** Of those that stopped lately so many are read beside those that run: what failed is among the newest. */
const STOPPED_TOO = 5;

/** What was asked for. */
export interface LogsAsked {
  lines: number;
  grep?: string | undefined;
  /** How far back, in milliseconds. */
  since?: number | undefined;
  container?: string | undefined;
}

/** What was read, and of what. */
export interface LogsRead extends MergedLogs {
  ref: ServiceRef;
  /** Where one task alone was asked for. */
  task?: EcsTask;
  /** Of how many tasks. */
  tasks: number;
  /** The containers that were read. */
  containers: string[];
  /** The other containers of these tasks. */
  others: string[];
}

/** Reads the log of a task, or of a service's tasks as one. */
@Injectable()
export class LogsReader {
  constructor(
    private readonly tasks: TasksService,
    private readonly observations: ObservationsService,
    private readonly logs: LogsService,
    private readonly clock: Clock,
  ) {}

  /** @throws UserError when it has no such container, or its log cannot be read */
  async ofTask(task: EcsTask, asked: LogsAsked): Promise<LogsRead> {
    const service = task.ref.service === '' ? undefined : await this.observations.look(task.ref).catch(() => undefined);
    return { task, ...(await this.read(task.ref, [task], mainOf(service), asked)) };
  }

  /** @throws UserError when none of its tasks has such a container, or no log can be read */
  async ofService(ref: ServiceRef, asked: LogsAsked): Promise<LogsRead> {
    const { service, running, stopped } = await this.tasks.of(ref);
    const gone = isUnknown(stopped) ? [] : stopped.slice(0, STOPPED_TOO);
    return this.read(ref, [...running, ...gone], mainOf(service), asked);
  }

  private async read(
    ref: ServiceRef,
    tasks: readonly EcsTask[],
    main: string | undefined,
    { lines, grep, since, container }: LogsAsked,
  ): Promise<LogsRead> {
    const all = [...new Set(tasks.flatMap((task) => task.containers.map(({ name }) => name)))];
    const chosen = container ?? (main !== undefined && all.includes(main) ? main : undefined);
    if (chosen !== undefined && tasks.length > 0 && !all.includes(chosen)) throw noContainer(chosen, all);
    const sources = tasks.flatMap((task) => containersOf(task, chosen));
    const read = await this.logs.merged(sources, {
      lines,
      has: grep,
      since: since === undefined ? undefined : this.clock.now() - since,
    });
    const containers = chosen === undefined ? all : [chosen];
    return { ...read, ref, tasks: tasks.length, containers, others: all.filter((name) => !containers.includes(name)) };
  }
}

function containersOf({ id, ref, revision, containers }: EcsTask, chosen: string | undefined): LoggedContainer[] {
  return containers
    .filter(({ name }) => chosen === undefined || name === chosen)
    .map(({ name, runtimeId }) => ({ ref, task: id, revision, container: name, ...(runtimeId ? { runtimeId } : {}) }));
}

function mainOf(service: EcsService | undefined): string | undefined {
  if (service === undefined || isUnknown(service.containers)) return undefined;
  return service.containers.find(({ main }) => main)?.name;
}

function noContainer(asked: string, all: readonly string[]): LogUnreadableError {
  return new LogUnreadableError(asked, {
    why: `No task here has a container of that name: they have ${all.join(', ')}.`,
    next: 'Name one of those.',
  });
}
