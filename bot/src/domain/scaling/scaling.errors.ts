import { UserError } from '../../kernel/user-error';
import type { ServiceRef } from '../services/service-ref.types';
import type { ServiceStep } from '../services/next-step.types';
import type { TaskRange } from './scaling.types';

/** The number lies outside what automatic scaling keeps to, or was not agreed to. */
export class OutsideRangeError extends UserError {
  constructor(ref: ServiceRef, desired: number, range: TaskRange | undefined, ranges: TaskRange[]) {
    super({
      what: `${ref.service} was not set to ${desired}.`,
      why: range
        ? `Automatic scaling keeps it between ${range.min} and ${range.max}.`
        : 'Stopping every task of a service has to be agreed to first.',
      next: ranges.length > 0 ? 'Set a range that contains it.' : 'Give the command again and agree.',
      steps: ranges.map((offered): ServiceStep => ({ do: 'set-range', ref, range: offered })),
    });
  }
}

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
