import { UserError } from '../../kernel/user-error';
import { lookAt } from '../services/next-step.types';
import { serviceWords } from '../services/service-ref.types';
import type { ServiceRef } from '../services/service-ref.types';
import type { JobRun } from './jobs.types';

/** No such job is configured for the service. */
export class UnknownJobError extends UserError {
  constructor(ref: ServiceRef, job: string, known: readonly string[]) {
    const words = serviceWords(ref);
    super({
      what: `Nothing was run: ${words} has no job ${job}.`,
      why: known.length > 0 ? `It has ${known.join(', ')}.` : 'No job is configured for it: RUN_JOBS names none.',
      next: known.length > 0 ? 'Name one of these.' : 'Ask whoever runs me to configure it.',
      steps: [lookAt(ref)],
    });
  }
}

/** One of the same job runs: never two at once. */
export class JobRunningError extends UserError {
  constructor({ ref, job, actor }: JobRun) {
    super({
      what: `Nothing was run: ${job} of ${serviceWords(ref)} runs already.`,
      why: `${actor.name ?? actor.id} started it.`,
      next: 'Wait for its end; its message says so, and has a button that ends it.',
      steps: [lookAt(ref)],
    });
  }
}

/** A run that was to be ended is over. */
export class JobOverError extends UserError {
  constructor(ref: ServiceRef) {
    super({
      what: `Nothing was ended: that job of ${serviceWords(ref)} is over.`,
      next: 'Look at what came of it in its message.',
    });
  }
}

/** The container whose command it would be is not in the task definition. */
export class NoJobContainerError extends UserError {
  constructor(ref: ServiceRef, job: string, container: string | undefined) {
    super({
      what: `Nothing was run: it is not clear in which container of ${serviceWords(ref)} ${job} runs.`,
      why: container === undefined ? 'It has several, and none is the main one.' : `It has no container ${container}.`,
      next: 'Let RUN_JOBS name the container.',
    });
  }
}
