import { UserError } from '../../kernel/user-error';
import { isLeap } from './leap';
import { NotScalableError } from './scaling.errors';
import type { RangePlan, ScalingState, TaskRange } from './scaling.types';

/**
 * What setting a range would do in a given state.
 * @throws NotScalableError when the service is no scalable target
 * @throws UserError when automatic scaling could not be read
 */
export function rangePlan(state: ScalingState, to: TaskRange): RangePlan {
  const { ref, range: from, unread } = state;
  if (unread !== undefined) {
    throw new UserError({ what: `Nothing was changed: I cannot read the range of ${ref.service}.`, why: unread });
  }
  if (from === undefined) throw new NotScalableError(ref);
  return { state, from, to, decision: decide(state, from, to) };
}

// Taking tasks away is asked first, as setting fewer of them than the minimum is.
function decide({ desired }: ScalingState, from: TaskRange, to: TaskRange): RangePlan['decision'] {
  if (from.min === to.min && from.max === to.max) return 'same';
  return to.max < desired || isLeap(from.max, to.max) || isLeap(desired, to.min) ? 'confirm' : 'apply';
}
