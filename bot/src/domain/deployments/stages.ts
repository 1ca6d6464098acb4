import type { RolloutState, Staged, StageNote, Strategy } from './stages.types';

const MINUTE_MS = 60_000;
/** Of so many minutes and less each is counted down. */
const COUNTED = 10;
const COARSE = 5;

/** Whether ECS starts all new tasks beside the old ones and then sends the traffic over. */
export function isShifting({ strategy }: Pick<RolloutState, 'strategy'>): boolean {
  return SHIFTING.has(strategy);
}

const SHIFTING: ReadonlySet<Strategy> = new Set(['BLUE_GREEN', 'CANARY', 'LINEAR']);

/**
 * What is to be kept of the stage that a deployment is in; undefined where ECS says no stage.
 * @param known what was kept of it until now
 * @param at when ECS said so, milliseconds since the epoch
 */
export function stageNote(known: StageNote | undefined, state: RolloutState, at: number): StageNote | undefined {
  const { stage, production, updatedAt = at } = state;
  if (stage === undefined) return undefined;
  const key = production === undefined ? stage : `${stage} ${production.fresh}`;
  // The first that is seen of it may have begun before.
  const began = known === undefined ? Math.min(updatedAt, at) : at;
  const pause = pauseOf(state);
  return { key, since: known?.key === key ? known.since : began, ...(pause ? { pause } : {}) };
}

/** Where on its way a deployment is at a moment. */
export function stagedAt(state: RolloutState, { since }: Pick<StageNote, 'since'>, at: number): Staged {
  const minutes = waitMinutes(state);
  const pause = pauseOf(state);
  const asks = state.hooks.some(({ kind, status }) => kind === 'function' && status === 'running');
  const wait = minutes > 0 && pause === undefined ? waiting(since + minutes * MINUTE_MS, at) : {};
  return { ...state, since, ...wait, ...(pause ? { pause } : {}), ...(asks ? { isAsking: true } : {}) };
}

/** What is to be waited for before it can go on, and is not over: nobody is to be told that nothing comes of it. */
export function isWaiting({ pause, waitsUntil = 0 }: Staged, at: number): boolean {
  return pause !== undefined || waitsUntil > at;
}

function waiting(waitsUntil: number, at: number): Pick<Staged, 'waitsUntil' | 'minutesLeft'> {
  const left = Math.ceil(Math.max(0, waitsUntil - at) / MINUTE_MS);
  return { waitsUntil, minutesLeft: left <= COUNTED ? left : Math.ceil(left / COARSE) * COARSE };
}

/** ECS's own waits: after all traffic has gone over, and after each step before that. */
function waitMinutes({ stage, strategy, bakeMinutes, step, production }: RolloutState): number {
  if (stage === 'BAKE_TIME') return bakeMinutes;
  const isUnderWay = production !== undefined && production.fresh > 0 && production.fresh < 100;
  const isStepwise = strategy === 'CANARY' || strategy === 'LINEAR';
  return stage === 'PRODUCTION_TRAFFIC_SHIFT' && isStepwise && isUnderWay ? (step?.minutes ?? 0) : 0;
}

function pauseOf({ hooks, stage }: RolloutState): StageNote['pause'] {
  const hook = hooks.find(({ kind, status }) => kind === 'pause' && status === 'waiting');
  if (hook === undefined || stage === undefined) return undefined;
  const { id, expiresAt, otherwise = 'ROLLBACK' } = hook;
  return { id, stage, otherwise, ...(expiresAt === undefined ? {} : { expiresAt }) };
}
