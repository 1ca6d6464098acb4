import { isUnknown } from '../../kernel/part';
import type { HoldOutlook, OtherPolicy, ScalingState } from './scaling.types';

/** How long AlarmLow of target tracking looks back: 15 periods of 60 s (facts of Application Auto Scaling's alarms). */
const LOW_MINUTES = 15;

const KINDS: Record<OtherPolicy['kind'], string> = {
  step: 'step scaling',
  predictive: 'predictive scaling',
  other: 'scaling of a sort that I do not know',
};

/**
 * How long `desired` tasks would stay, as far as scaling in is concerned; load can raise any number below the maximum.
 * Several policies scale in only when all of them agree. Where something decides that cannot be foreseen from here, that
 * is said: it is not the same as nothing.
 */
export function holdOutlook(state: ScalingState, desired: number): HoldOutlook {
  const { range, unread, suspended } = state;
  if (unread !== undefined) return { kind: 'unknown', why: unread };
  if (range === undefined) return { kind: 'until-changed', why: 'no-tracking' };
  if (desired <= range.min) return { kind: 'at-minimum', raised: suspended.out ? 'out-suspended' : 'by-load' };
  if (suspended.in) return untilChanged(state, 'scale-in-suspended');
  if (state.tracking.length + state.others.length === 0) return untilChanged(state, 'no-tracking');
  if (desired > range.max) return { kind: 'above-maximum' };
  const idle = whenIdle(state);
  return state.deploying && idle.kind !== 'until-changed' ? { kind: 'after-deployment', afterwards: idle } : idle;
}

function whenIdle(state: ScalingState): HoldOutlook {
  const { tracking, others } = state;
  if (others.length > 0) return { kind: 'unknown', why: othersDecide(others) };
  const lows = tracking.filter(({ scaleInDisabled }) => !scaleInDisabled).map(({ low }) => low);
  if (lows.length === 0) return untilChanged(state, 'scale-in-off');
  if (lows.includes(undefined)) return { kind: 'unknown', why: 'The state of its AlarmLow could not be read.' };
  return lows.every((low) => low === 'ALARM')
    ? { kind: 'within-a-minute' }
    : { kind: 'when-idle', minutes: LOW_MINUTES };
}

/** Nothing of load's changes it; a schedule may. */
function untilChanged(
  { schedules, suspended }: ScalingState,
  why: Extract<HoldOutlook, { kind: 'until-changed' }>['why'],
): HoldOutlook {
  if (suspended.scheduled) return { kind: 'until-changed', why };
  if (isUnknown(schedules))
    return { kind: 'unknown', why: `Its scheduled actions could not be read. ${schedules.unknown}` };
  if (schedules.length === 0) return { kind: 'until-changed', why };
  const said = schedules.map(({ name, schedule }) => `${name}, ${schedule}`).join('; ');
  return { kind: 'unknown', why: `Scheduled actions change its range: ${said}.` };
}

function othersDecide(others: readonly OtherPolicy[]): string {
  const said = others.map(({ policy, kind }) => `${policy} (${KINDS[kind]})`).join(', ');
  return `${said} ${others.length === 1 ? 'decides' : 'decide'} too, and I cannot foresee when that scales in.`;
}
