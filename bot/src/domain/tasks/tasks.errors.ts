import { UserError } from '../../kernel/user-error';
import { LIST_SERVICES, lookAt } from '../services/next-step.types';
import { serviceWords } from '../services/service-ref.types';
import type { ServiceRef } from '../services/service-ref.types';
import type { EcsTask } from './tasks.types';

/** As many as fit into a sentence. */
const SHOWN = 5;

/** Several tasks' ids begin as the words do. */
export class TasksUnlikeError extends UserError {
  constructor(words: string, found: readonly EcsTask[]) {
    const ids = found.slice(0, SHOWN).map(({ id }) => id);
    super({
      what: `${found.length} tasks begin with ${words}.`,
      why: `They are ${ids.join(', ')}${found.length > SHOWN ? ' and others' : ''}.`,
      next: 'Name more of its digits.',
    });
  }
}

/** No task's id begins as the words do. */
export class NoTaskError extends UserError {
  constructor(words: string) {
    super({
      what: `There is no task ${words}.`,
      why: 'None that runs begins so, nor one that stopped within the last hour: ECS forgets them then.',
      next: 'Look at the tasks of its service.',
      steps: [LIST_SERVICES],
    });
  }
}

/** The task runs no more: there is nothing to replace. */
export class TaskGoneError extends UserError {
  constructor(ref: ServiceRef, id: string) {
    super({
      what: `Task ${id.slice(0, 8)} of ${serviceWords(ref)} runs no more, so nothing was stopped.`,
      why: 'It has ended, or is ending.',
      next: 'Look at what runs.',
      steps: [lookAt(ref)],
    });
  }
}

/** Nobody starts another in its place. */
export class NoServiceTaskError extends UserError {
  constructor({ id }: EcsTask) {
    super({
      what: `Task ${id.slice(0, 8)} is of no service, so nothing was stopped.`,
      why: 'Only a service starts another task in its place.',
    });
  }
}
