import { UserError } from '../../kernel/user-error';
import type { ServiceRef } from '../services/service-ref.types';

/** The service has no automatic scaling, so there is no range to set. */
export class NotScalableError extends UserError {
  constructor(ref: ServiceRef) {
    super({
      what: `${ref.service} has no automatic scaling.`,
      why: 'It is no scalable target of Application Auto Scaling, so it has no range.',
      next: 'Set a number of tasks instead.',
    });
  }
}
