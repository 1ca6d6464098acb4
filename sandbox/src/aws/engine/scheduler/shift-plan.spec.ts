import { shiftPlan } from './shift-plan';

describe('shiftPlan', () => {
  it('shifts nothing in a rolling update', () => {
    expect([shiftPlan({}), shiftPlan({ strategy: 'ROLLING' })]).toEqual([undefined, undefined]);
  });

  it('shifts all at once from blue to green', () => {
    expect(shiftPlan({ strategy: 'BLUE_GREEN' })).toEqual({ steps: [100], stepBakeMinutes: 0 });
  });

  it('shifts a little, and then the rest', () => {
    expect(shiftPlan({ strategy: 'CANARY' })).toEqual({ steps: [5, 100], stepBakeMinutes: 10 });
    const canaryConfiguration = { canaryPercent: 0.1, canaryBakeTimeInMinutes: 0 };
    expect(shiftPlan({ strategy: 'CANARY', canaryConfiguration })).toEqual({ steps: [0.1, 100], stepBakeMinutes: 0 });
    expect(shiftPlan({ strategy: 'CANARY', canaryConfiguration: { canaryPercent: 100 } })?.steps).toEqual([100]);
  });

  it.each([
    [undefined, [10, 20, 30, 40, 50, 60, 70, 80, 90, 100]],
    [50, [50, 100]],
    [33.3, [33.3, 66.6, 99.9, 100]],
    [40, [40, 80, 100]],
    [100, [100]],
  ])('shifts in steps of %s percent', (stepPercent, steps) => {
    const linearConfiguration = stepPercent === undefined ? undefined : { stepPercent, stepBakeTimeInMinutes: 1 };
    const stepBakeMinutes = stepPercent === undefined ? 6 : 1;
    expect(shiftPlan({ strategy: 'LINEAR', linearConfiguration })).toEqual({ steps, stepBakeMinutes });
  });
});
