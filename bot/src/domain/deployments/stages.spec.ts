import { isShifting, isWaiting, stagedAt, stageNote } from './stages';
import type { Hook, RolloutState } from './stages.types';

const AT = Date.UTC(2026, 10, 24, 12);
const MINUTE = 60_000;
const HOOK: Hook = { id: 'h1', kind: 'pause', status: 'waiting', expiresAt: AT + 60 * MINUTE, otherwise: 'CONTINUE' };
const state = (change: Partial<RolloutState> = {}): RolloutState => ({
  strategy: 'BLUE_GREEN',
  stage: 'SCALE_UP',
  bakeMinutes: 5,
  production: { fresh: 0, old: 100 },
  hooks: [],
  ...change,
});
const baking = state({ stage: 'BAKE_TIME', production: { fresh: 100, old: 0 } });

describe('the stage of a deployment', () => {
  it('is known since it was first seen with that share of the traffic, and since then', () => {
    const first = stageNote(undefined, state(), AT);
    expect(first).toEqual({ key: 'SCALE_UP 0', since: AT });
    expect(stageNote(first, state(), AT + MINUTE)).toEqual(first);
    const shifting = state({ stage: 'PRODUCTION_TRAFFIC_SHIFT', production: { fresh: 10, old: 90 } });
    const second = stageNote(first, shifting, AT + MINUTE);
    expect(second).toEqual({ key: 'PRODUCTION_TRAFFIC_SHIFT 10', since: AT + MINUTE });
    const further = { ...shifting, production: { fresh: 20, old: 80 } };
    expect(stageNote(second, further, AT + 2 * MINUTE)).toMatchObject({ since: AT + 2 * MINUTE });
  });

  it('began before it was first seen, where ECS has changed nothing since', () => {
    expect(stageNote(undefined, state({ updatedAt: AT - MINUTE }), AT)).toMatchObject({ since: AT - MINUTE });
    const known = { key: 'PRE_SCALE_UP 0', since: AT - 9 };
    expect(stageNote(known, state({ updatedAt: AT - MINUTE }), AT)).toMatchObject({ since: AT });
  });

  it('is none where ECS says none', () => {
    const { stage: _none, ...without } = state();
    expect(stageNote({ key: 'x', since: AT }, without, AT)).toBeUndefined();
  });

  it.each([
    ['bakes', baking, 2, 3],
    ['bakes, counted by fives while there is long to go', { ...baking, bakeMinutes: 33 }, 2, 35],
    ['has baked', baking, 6, 0],
    [
      'is a canary',
      state({
        strategy: 'CANARY',
        stage: 'PRODUCTION_TRAFFIC_SHIFT',
        production: { fresh: 5, old: 95 },
        step: { percent: 5, minutes: 10 },
      }),
      1,
      9,
    ],
    [
      'is between two steps',
      state({
        strategy: 'LINEAR',
        stage: 'PRODUCTION_TRAFFIC_SHIFT',
        production: { fresh: 40, old: 60 },
        step: { percent: 20, minutes: 6 },
      }),
      5.5,
      1,
    ],
  ])('says how long ECS waits by itself: it %s', (_what, told, minutes, left) => {
    const at = AT + minutes * MINUTE;
    const staged = stagedAt(told, { since: AT }, at);
    expect(staged.minutesLeft).toBe(left);
    expect(isWaiting(staged, at)).toBe(left > 0);
  });

  it('waits for nothing by itself while tasks start, after the last step, and where there is no wait', () => {
    const last = state({
      strategy: 'CANARY',
      stage: 'PRODUCTION_TRAFFIC_SHIFT',
      production: { fresh: 100, old: 0 },
      step: { percent: 5, minutes: 10 },
    });
    for (const told of [state(), last, { ...baking, bakeMinutes: 0 }])
      expect(stagedAt(told, { since: AT }, AT)).not.toHaveProperty('waitsUntil');
  });

  it('waits for somebody at a PAUSE hook that awaits an action, and for no other', () => {
    const paused = state({ stage: 'POST_TEST_TRAFFIC_SHIFT', hooks: [HOOK] });
    const pause = {
      id: 'h1',
      stage: 'POST_TEST_TRAFFIC_SHIFT',
      expiresAt: AT + 60 * MINUTE,
      otherwise: 'CONTINUE',
    };
    expect(stagedAt(paused, { since: AT }, AT).pause).toEqual(pause);
    expect(stageNote(undefined, paused, AT)?.pause).toEqual(pause);
    expect(isWaiting(stagedAt(paused, { since: AT }, AT + 1e9), AT + 1e9)).toBe(true);
    for (const hook of [
      { ...HOOK, status: 'succeeded' as const },
      { ...HOOK, kind: 'function' as const },
    ])
      expect(stagedAt({ ...paused, hooks: [hook] }, { since: AT }, AT)).not.toHaveProperty('pause');
  });

  it('goes back where a hook does not say what happens without anybody: that is what AWS does', () => {
    const { otherwise: _none, ...silent } = HOOK;
    expect(stagedAt(state({ hooks: [silent] }), { since: AT }, AT).pause).toMatchObject({ otherwise: 'ROLLBACK' });
  });

  it('may wait for the answer of a function', () => {
    const asking = state({ hooks: [{ id: 'h', kind: 'function', status: 'running' }] });
    expect(stagedAt(asking, { since: AT }, AT).isAsking).toBe(true);
  });

  it('sends traffic over with each strategy but the rolling one', () => {
    const shifting = (['ROLLING', 'BLUE_GREEN', 'CANARY', 'LINEAR'] as const).map((strategy) =>
      isShifting({ strategy }),
    );
    expect(shifting).toEqual([false, true, true, true]);
  });
});
