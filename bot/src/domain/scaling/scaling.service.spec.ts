import { ManualClock } from '../../kernel/spec/manual-clock';
import type { Actor } from '../access/access.types';
import type { ServiceRef } from '../services/service-ref.types';
import { StalePlanError } from '../services/services.service';
import { holdOutlook } from './hold-outlook';
import { ScalingLook, ScalingOperate } from './scaling.port';
import { NotScalableError, OutsideRangeError, ScalingService } from './scaling.service';
import type { ScalingState, TargetTracking, TaskRange } from './scaling.types';

const REF: ServiceRef = { environment: 'default', cluster: 'primes', service: 'primes-api' };
const ANN: Actor = { id: 'U1' };
const cpu = (low: TargetTracking['low'], scaleInDisabled = false): TargetTracking => ({
  policy: 'cpu',
  metric: 'CPU',
  target: 60,
  scaleInDisabled,
  ...(low ? { low } : {}),
});

class World extends ScalingLook {
  desired = 2;
  deploying = false;
  range: TaskRange | undefined = { min: 2, max: 10 };
  policies = [cpu('ALARM')];
  denied = false;
  readonly calls: unknown[] = [];
  readonly operate = new Operate(this);
  readonly scaling = new ScalingService(this, this.operate, new ManualClock());

  override counts() {
    return Promise.resolve({ desired: this.desired, running: 2, pending: 0, deploying: this.deploying });
  }
  override target() {
    if (this.denied) return Promise.reject(new Error('application-autoscaling:DescribeScalableTargets is missing'));
    return Promise.resolve(this.range && { ...this.range, scaleInSuspended: false });
  }
  override tracking() {
    return Promise.resolve(this.policies);
  }
}

class Operate extends ScalingOperate {
  constructor(private readonly world: World) {
    super();
  }
  override setDesired(_ref: ServiceRef, desired: number, { id }: Actor): Promise<void> {
    this.world.calls.push({ desired, by: id });
    return Promise.resolve();
  }
  override setRange(_ref: ServiceRef, range: TaskRange, { id }: Actor): Promise<void> {
    this.world.calls.push({ range, by: id });
    return Promise.resolve();
  }
}

const state = (change: Partial<ScalingState>): ScalingState => ({
  ref: REF,
  desired: 2,
  running: 2,
  pending: 0,
  range: { min: 2, max: 10 },
  scaleInSuspended: false,
  tracking: [cpu('OK')],
  deploying: false,
  ...change,
});

describe('how long a number of tasks holds', () => {
  it.each([
    ['AlarmLow is in ALARM', 4, { tracking: [cpu('ALARM')] }, { kind: 'within-a-minute' }],
    ['AlarmLow is OK', 4, { tracking: [cpu('OK')] }, { kind: 'when-idle', minutes: 15 }],
    ['AlarmLow has no data', 4, { tracking: [cpu('INSUFFICIENT_DATA')] }, { kind: 'when-idle', minutes: 15 }],
    ['not every policy agrees', 4, { tracking: [cpu('ALARM'), cpu('OK')] }, { kind: 'when-idle', minutes: 15 }],
    [
      'the other policy never scales in',
      4,
      { tracking: [cpu('ALARM'), cpu(undefined, true)] },
      { kind: 'within-a-minute' },
    ],
    ['AlarmLow cannot be read', 4, { tracking: [cpu(undefined)] }, { kind: 'unknown' }],
    ['it is the minimum', 2, { tracking: [cpu('ALARM')] }, { kind: 'at-minimum' }],
    ['it is above the maximum', 11, {}, { kind: 'above-maximum' }],
    ['no policy tracks anything', 4, { tracking: [] }, { kind: 'until-changed', why: 'no-tracking' }],
    ['the policy never scales in', 4, { tracking: [cpu('OK', true)] }, { kind: 'until-changed', why: 'scale-in-off' }],
    ['scale-in is suspended', 4, { scaleInSuspended: true }, { kind: 'until-changed', why: 'scale-in-off' }],
    ['scaling cannot be read', 4, { unread: 'denied' }, { kind: 'unknown', why: 'denied' }],
    [
      'a deployment is under way',
      4,
      { deploying: true, tracking: [cpu('ALARM')] },
      { kind: 'after-deployment', afterwards: { kind: 'within-a-minute' } },
    ],
  ] as const)('when %s', (_when, desired, change, outlook) => {
    const { tracking, ...rest } = { tracking: undefined, ...change };
    expect(holdOutlook(state({ ...rest, ...(tracking ? { tracking: [...tracking] } : {}) }), desired)).toMatchObject(
      outlook,
    );
  });
});

describe('setting a number of tasks', () => {
  it('is done at once inside the range, and says before, after, outlook and the range that would keep it', async () => {
    const world = new World();
    expect(await world.scaling.setDesired(REF, 4, ANN)).toEqual({
      ref: REF,
      before: 2,
      after: 4,
      range: { min: 2, max: 10 },
      outlook: { kind: 'within-a-minute' },
      ranges: [{ min: 4, max: 10 }],
    });
    expect(world.calls).toEqual([{ desired: 4, by: 'U1' }]);
  });

  it('is refused above the maximum, with the ranges that would allow it', async () => {
    const world = new World();
    const refused = world.scaling.setDesired(REF, 20, ANN, { plannedFrom: 2 });
    await expect(refused).rejects.toBeInstanceOf(OutsideRangeError);
    await expect(refused).rejects.toMatchObject({
      steps: [{ range: { min: 20, max: 20 } }, { range: { min: 2, max: 20 } }],
    });
    expect(world.calls).toEqual([]);
  });

  it.each([0, 1])('to %p needs somebody to agree from what is still so', async (desired) => {
    const world = new World();
    expect(await world.scaling.planDesired(REF, desired)).toMatchObject({ decision: 'confirm', from: 2 });
    await expect(world.scaling.setDesired(REF, desired, ANN)).rejects.toBeInstanceOf(OutsideRangeError);
    await expect(world.scaling.setDesired(REF, desired, ANN, { plannedFrom: 3 })).rejects.toBeInstanceOf(
      StalePlanError,
    );
    expect(world.calls).toEqual([]);
    await world.scaling.setDesired(REF, desired, ANN, { plannedFrom: 2 });
    expect(world.calls).toEqual([{ desired, by: 'U1' }]);
  });

  it('to what it is already calls nothing', async () => {
    const world = new World();
    expect(await world.scaling.setDesired(REF, 2, ANN)).toMatchObject({ before: 2, after: 2 });
    expect(world.calls).toEqual([]);
  });

  it('works where scaling may not be read or is not set up, and says so', async () => {
    const world = new World();
    world.denied = true;
    expect(await world.scaling.setDesired(REF, 30, ANN)).toMatchObject({ outlook: { kind: 'unknown' }, ranges: [] });
    world.denied = false;
    world.range = undefined;
    world.policies = [];
    expect(await world.scaling.setDesired(REF, 40, ANN)).toMatchObject({ outlook: { kind: 'until-changed' } });
    await expect(world.scaling.setDesired(REF, 0, ANN)).rejects.toBeInstanceOf(OutsideRangeError);
  });
});

describe('setting the range', () => {
  it('says what becomes of the wanted tasks', async () => {
    const world = new World();
    expect(await world.scaling.setRange(REF, { min: 4, max: 10 }, { min: 2, max: 10 }, ANN)).toEqual({
      ref: REF,
      before: { min: 2, max: 10 },
      after: { min: 4, max: 10 },
      desiredBefore: 2,
      desiredAfter: 4,
    });
    expect(world.calls).toEqual([{ range: { min: 4, max: 10 }, by: 'U1' }]);
  });

  it('is refused from a range that is no longer so, for what is no range, and where there is none', async () => {
    const world = new World();
    const set = (range: TaskRange, from: TaskRange) => world.scaling.setRange(REF, range, from, ANN);
    await expect(set({ min: 4, max: 10 }, { min: 3, max: 10 })).rejects.toThrow(
      'kept to 3-10 then and is kept to 2-10',
    );
    await expect(set({ min: 4, max: 2 }, { min: 2, max: 10 })).rejects.toThrow('4-2 is no range');
    world.range = undefined;
    await expect(set({ min: 4, max: 10 }, { min: 2, max: 10 })).rejects.toBeInstanceOf(NotScalableError);
    expect(world.calls).toEqual([]);
  });
});
