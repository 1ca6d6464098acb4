import { lookAt } from '../../domain/services/next-step.types';
import { serviceWords } from '../../domain/services/service-ref.types';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { UserError } from '../../kernel/user-error';

/** From an environment into itself. */
export class SameEnvironmentError extends UserError {
  constructor(environment: string) {
    super({
      what: `Nothing was changed: ${environment} is one environment.`,
      next: 'Name the one that the image runs in, and the one that it is to go to.',
    });
  }
}

/** Nobody can say which image runs there, or it does not run yet. */
export class NothingToPromoteError extends UserError {
  /** @param underWay what is being deployed there */
  constructor(ref: ServiceRef, underWay: string | undefined) {
    super({
      what: `Nothing was changed: ${serviceWords(ref)} runs no image that could be promoted.`,
      why:
        underWay === undefined
          ? 'ECS does not say which digest its tag was resolved to.'
          : `A deployment of it is under way, to ${underWay}.`,
      next: underWay === undefined ? 'Deploy it there by digest, or name the tag itself.' : 'Wait until it is done.',
      steps: [lookAt(ref)],
    });
  }
}
