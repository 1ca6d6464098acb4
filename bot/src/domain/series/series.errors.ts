import { UserError } from '../../kernel/user-error';
import { lookAt } from '../services/next-step.types';
import { serviceWords } from '../services/service-ref.types';
import type { ServiceRef } from '../services/service-ref.types';

/** One of several services cannot be deployed to just so: none of them was touched. */
export class NoneDeployedError extends UserError {
  /** @param why what stands in the way of that one, in sentences */
  constructor(ref: ServiceRef, why: string, next: string | undefined) {
    super({
      what: `Nothing was changed: ${serviceWords(ref)} cannot be deployed to as one of several.`,
      why,
      next: next ?? 'Deploy to it by itself, or leave it out.',
      steps: [lookAt(ref)],
    });
  }
}

/** A service was named twice. */
export class NamedTwiceError extends UserError {
  constructor(ref: ServiceRef) {
    super({
      what: `Nothing was changed: ${serviceWords(ref)} is named twice.`,
      next: 'Name each service once, in the order in which they are to be deployed to.',
    });
  }
}
