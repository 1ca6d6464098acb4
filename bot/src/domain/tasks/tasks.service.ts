import { Injectable } from '@nestjs/common';
import { messageOf } from '../../kernel/message-of';
import type { Part } from '../../kernel/part';
import { UserError } from '../../kernel/user-error';
import { ObservationsService } from '../observations/observations.service';
import type { ServiceRef } from '../services/service-ref.types';
import { ServicesService } from '../services/services.service';
import { readTaskWords } from './task-words';
import { TasksUnlikeError } from './tasks.errors';
import { EcsTasks } from './tasks.port';
import type { EcsTask, ServiceTasks } from './tasks.types';

/** The tasks of services, one by one. */
@Injectable()
export class TasksService {
  constructor(
    private readonly observations: ObservationsService,
    private readonly services: ServicesService,
    private readonly tasks: EcsTasks,
  ) {}

  /**
   * What runs, and what stopped within the last hour.
   * @throws ServiceNotFoundError when there is no such service
   */
  async of(ref: ServiceRef): Promise<ServiceTasks> {
    const service = await this.observations.look(ref);
    const [{ tasks, ...health }, stopped] = await Promise.all([
      this.tasks.running(service),
      this.tasks.stopped(ref).catch((error: unknown): Part<EcsTask[]> => ({ unknown: messageOf(error) })),
    ]);
    const running = tasks.toSorted((a, b) => b.createdAt - a.createdAt);
    return { service, running, stopped: newestFirst(stopped), ...health };
  }

  /** Whether a person's words can name a task. */
  couldBe(text: string): boolean {
    return readTaskWords(text) !== undefined;
  }

  /**
   * The task that a person's words name by its id or the beginning of it, in the clusters that have services. Undefined
   * where they are no task's.
   * @throws TasksUnlikeError when several begin so
   */
  async named(text: string, environment?: string): Promise<EcsTask | undefined> {
    const words = readTaskWords(text);
    if (words === undefined) return undefined;
    const refs = await this.services.list(environment === undefined ? {} : { environment });
    const wheres = new Map(refs.map((ref) => [`${ref.environment}:${ref.cluster}`, ref]));
    const clusters = [...wheres.values()].filter(
      ({ cluster }) => words.cluster === undefined || words.cluster === cluster,
    );
    const looked = await Promise.all(
      clusters.map((ref) => this.tasks.find(ref, words.id).catch((error: unknown) => asTrouble(error))),
    );
    const found = looked.flatMap((one) => (one instanceof UserError ? [] : one));
    if (found.length > 1) throw new TasksUnlikeError(text, found);
    const [trouble] = looked.filter((one) => one instanceof UserError);
    if (found.length === 0 && trouble) throw trouble;
    return found[0];
  }
}

function asTrouble(error: unknown): UserError {
  if (error instanceof UserError) return error;
  throw error;
}

function newestFirst(stopped: Part<EcsTask[]>): Part<EcsTask[]> {
  return 'unknown' in stopped ? stopped : stopped.toSorted((a, b) => (b.stoppedAt ?? 0) - (a.stoppedAt ?? 0));
}
