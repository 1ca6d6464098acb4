import { UserError } from '../../kernel/user-error';
import { LIST_SERVICES } from '../services/next-step.types';
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
