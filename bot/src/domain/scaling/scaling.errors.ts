import { UserError } from '../../kernel/user-error';
import { lookAt } from '../services/next-step.types';
import type { ServiceStep } from '../services/next-step.types';
import type { ServiceRef } from '../services/service-ref.types';
import { serviceWords } from '../services/service-ref.types';
import type { ScalingState, TaskRange } from './scaling.types';

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

/** A daemon has as many tasks as there are instances to run it on. */
export class DaemonError extends UserError {
  constructor(ref: ServiceRef) {
    super({
      what: `Nothing was changed: ${ref.service} runs one task on each instance (daemon): there is no number to set.`,
      next: 'It has more or fewer tasks when its cluster has more or fewer instances.',
      steps: [lookAt(ref)],
    });
  }
}

/** Automatic scaling would take the tasks away again: its range has to be set first, or instead. */
export class AboveMaximumError extends UserError {
  constructor(
    { ref, suspended }: Pick<ScalingState, 'ref' | 'suspended'>,
    desired: number,
    from: TaskRange,
    ranges: TaskRange[],
  ) {
    const kept = `Automatic scaling keeps it between ${from.min} and ${from.max}`;
    super({
      what: `Nothing was changed: ${serviceWords(ref)} was not set to ${desired}.`,
      why: suspended.in
        ? `${kept}; scaling in is suspended now, so ${desired} would be reduced once it is not.`
        : `${kept}, so ${desired} would be reduced at its next activity.`,
      next: `A range that contains ${desired} makes it last.`,
      steps: ranges.map((range): ServiceStep => ({ do: 'set-range', ref, range, from })),
    });
  }
}
