import { holdOutlook } from './hold-outlook';
import type { ScalingState, TargetTracking } from './scaling.types';

const cpu = (change: Partial<TargetTracking> = {}): TargetTracking => ({
  policy: 'cpu',
  metric: 'CPU',
  target: 60,
  scaleInDisabled: false,
  low: 'OK',
  ...change,
});
const UNREAD_ALARM: TargetTracking = { policy: 'cpu', metric: 'CPU', target: 60, scaleInDisabled: false };
const NIGHT = { name: 'night', schedule: 'cron(0 20 * * ? *)', range: { min: 1 } };
const RUNNING = { in: false, out: false, scheduled: false };

function state(change: Partial<ScalingState> = {}): ScalingState {
  return {
    ref: { environment: 'default', cluster: 'primes', service: 'primes-api' },
    desired: 2,
    running: 2,
    pending: 0,
    range: { min: 2, max: 10 },
    suspended: RUNNING,
    tracking: [cpu()],
    others: [],
    schedules: [],
    deploying: false,
    ...change,
  };
}
const outlook = (change: Partial<ScalingState>, desired = 5) => holdOutlook(state(change), desired);

it.each<[string, Partial<ScalingState>, number, object]>([
  ['AlarmLow in ALARM', { tracking: [cpu({ low: 'ALARM' })] }, 5, { kind: 'within-a-minute' }],
  ['AlarmLow not in ALARM', {}, 5, { kind: 'when-idle', minutes: 15 }],
  ['one of two policies not agreeing', { tracking: [cpu({ low: 'ALARM' }), cpu()] }, 5, { kind: 'when-idle' }],
  ['the minimum', {}, 2, { kind: 'at-minimum', raised: 'by-load' }],
  ['more than the maximum', {}, 12, { kind: 'above-maximum' }],
  ['no policy at all', { tracking: [] }, 5, { kind: 'until-changed', why: 'no-tracking' }],
  ['no scaling in', { tracking: [cpu({ scaleInDisabled: true })] }, 5, { kind: 'until-changed', why: 'scale-in-off' }],
  ['an alarm that cannot be read', { tracking: [UNREAD_ALARM] }, 5, { kind: 'unknown' }],
  ['scaling that cannot be read', { unread: 'denied' }, 5, { kind: 'unknown', why: 'denied' }],
  ['a deployment', { deploying: true }, 5, { kind: 'after-deployment', afterwards: { kind: 'when-idle' } }],
])('with %s', (_what, change, desired, expected) => {
  expect(outlook(change, desired)).toMatchObject(expected);
});

it('is none of load’s doing while scaling in is suspended, above the maximum too', () => {
  const change = { suspended: { ...RUNNING, in: true } };
  expect(outlook(change)).toEqual({ kind: 'until-changed', why: 'scale-in-suspended' });
  expect(outlook(change, 12)).toEqual({ kind: 'until-changed', why: 'scale-in-suspended' });
});

it('of the minimum does not say that load raises it while scaling out is suspended', () => {
  expect(outlook({ suspended: { ...RUNNING, out: true } }, 2)).toEqual({ kind: 'at-minimum', raised: 'out-suspended' });
});

it('is not known where a policy of another sort decides: none of target tracking is not none', () => {
  for (const tracking of [[], [cpu({ low: 'ALARM' })]]) {
    expect(outlook({ tracking, others: [{ policy: 'steps', kind: 'step' }] })).toEqual({
      kind: 'unknown',
      why: 'steps (step scaling) decides too, and I cannot foresee when that scales in.',
    });
  }
});

it('is not "until somebody changes it" where a schedule does, or may', () => {
  expect(outlook({ tracking: [], schedules: [NIGHT] })).toEqual({
    kind: 'unknown',
    why: 'Scheduled actions change its range: night, cron(0 20 * * ? *).',
  });
  expect(outlook({ tracking: [], schedules: { unknown: 'denied' } })).toMatchObject({ kind: 'unknown' });
  const off = { suspended: { ...RUNNING, scheduled: true } };
  expect(outlook({ ...off, tracking: [], schedules: [NIGHT] })).toMatchObject({ kind: 'until-changed' });
});
