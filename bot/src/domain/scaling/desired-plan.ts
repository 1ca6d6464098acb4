import { holdOutlook } from './hold-outlook';
import { isLeap } from './leap';
import type { DesiredPlan, ScalingState, TaskRange } from './scaling.types';

/** What setting `desired` would do in a given state. */
export function desiredPlan(state: ScalingState, desired: number): DesiredPlan {
  return {
    state,
    from: state.desired,
    to: desired,
    decision: decide(state, desired),
    outlook: holdOutlook(state, desired),
    ranges: rangesFor(desired, state.range),
  };
}

function decide({ desired: from, range }: ScalingState, desired: number): DesiredPlan['decision'] {
  if (desired === from) return 'same';
  if (range !== undefined && desired > range.max) return 'refuse';
  return desired === 0 || desired < (range?.min ?? 0) || isLeap(from, desired) ? 'confirm' : 'apply';
}

// Above the maximum there are two things one may mean: exactly so many, or up to so many when load asks for them.
function rangesFor(desired: number, range: TaskRange | undefined): TaskRange[] {
  if (range === undefined || desired === range.min) return [];
  if (desired <= range.max) return [{ min: desired, max: range.max }];
  return [
    { min: desired, max: desired },
    { min: range.min, max: desired },
  ];
}
