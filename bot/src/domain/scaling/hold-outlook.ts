import type { HoldOutlook, ScalingState } from './scaling.types';

/** How long AlarmLow of target tracking looks back: 15 periods of 60 s (facts of Application Auto Scaling's alarms). */
const LOW_MINUTES = 15;

/**
 * How long `desired` tasks would stay, as far as scaling in is concerned; load can raise any number below the maximum.
 * Several policies scale in only when all of them agree.
 */
export function holdOutlook(state: ScalingState, desired: number): HoldOutlook {
  const { range, tracking, unread } = state;
  if (unread !== undefined) return { kind: 'unknown', why: unread };
  if (range === undefined || tracking.length === 0) return { kind: 'until-changed', why: 'no-tracking' };
  if (desired > range.max) return { kind: 'above-maximum' };
  if (desired <= range.min) return { kind: 'at-minimum' };
  if (state.scaleInSuspended || tracking.every(({ scaleInDisabled }) => scaleInDisabled)) {
    return { kind: 'until-changed', why: 'scale-in-off' };
  }
  const idle = whenIdle(state);
  return state.deploying ? { kind: 'after-deployment', afterwards: idle } : idle;
}

function whenIdle({ tracking }: ScalingState): HoldOutlook {
  const lows = tracking.filter(({ scaleInDisabled }) => !scaleInDisabled).map(({ low }) => low);
  if (lows.includes(undefined)) return { kind: 'unknown', why: 'The state of its AlarmLow could not be read.' };
  return lows.every((low) => low === 'ALARM')
    ? { kind: 'within-a-minute' }
    : { kind: 'when-idle', minutes: LOW_MINUTES };
}
