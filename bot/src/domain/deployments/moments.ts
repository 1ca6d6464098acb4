import type { Ending, TaskCause } from '../causes/cause.types';
import { causesOf } from '../causes/causes.service';
import type { DeploymentSnapshot } from './snapshot.types';
import { isShifting } from './stages';
import { verdictOf } from './verdict';

/** Something that happened on the way of a deployment and that is told once. */
export type Moment =
  /** It is in another stage, or another share of the traffic is on it. */
  | { kind: 'stage'; name: string }
  /** The first of its tasks that passed its health checks. */
  | { kind: 'healthy'; name: string }
  /** Its tasks ended in a way that none of them had before. */
  | { kind: 'failed'; name: string; cause: TaskCause }
  /** Alarms at which ECS ends it went off. */
  | { kind: 'alarm'; name: string; alarms: readonly string[] };

/** So many ways to end are told of one by one. */
const ENDINGS = 5;

/**
 * What happened until now that is to be told, the oldest first, each under a name that it has for ever: whoever tells it
 * asks whether that is told already. Nothing of what is over: its end is told by itself.
 */
export function momentsOf(snapshot: DeploymentSnapshot): Moment[] {
  const { kind } = verdictOf(snapshot);
  if (kind !== 'in-progress' && kind !== 'failing') return [];
  const { staged, fresh } = snapshot;
  const triggered = staged?.alarms?.triggered ?? [];
  return [
    ...((fresh.healthy ?? 0) > 0 ? [{ kind: 'healthy', name: 'first-healthy' } as const] : []),
    ...failures(snapshot),
    ...(isTold(snapshot) ? [{ kind: 'stage', name: stageName(snapshot) } as const] : []),
    ...(triggered.length > 0
      ? [{ kind: 'alarm', name: `alarms-${triggered.length}`, alarms: triggered } as const]
      : []),
  ];
}

/** A rolling deployment has no stages of its own but the wait at its end. */
function isTold({ staged }: DeploymentSnapshot): boolean {
  if (staged?.stage === undefined) return false;
  return isShifting(staged) || (staged.stage === 'BAKE_TIME' && staged.waitsUntil !== undefined);
}

function stageName({ staged }: DeploymentSnapshot): string {
  const { stage, production } = staged ?? {};
  return production === undefined ? `stage-${stage}` : `stage-${stage}-${production.fresh}`;
}

/** No name holds what AWS says: a name stands where the whole workspace can read it. */
function failures(snapshot: DeploymentSnapshot): Moment[] {
  const told = new Map<string, Moment>();
  for (const cause of causesOf(snapshot)) {
    const name = `failed-${endingName(cause.ending)}`;
    if (!told.has(name)) told.set(name, { kind: 'failed', name, cause });
  }
  return [...told.values()].slice(0, ENDINGS);
}

function endingName(ending: Ending): string {
  switch (ending.kind) {
    case 'exit':
      return `exit-${ending.exitCode ?? 'unknown'}`;
    case 'health':
      return `health-${ending.finding?.kind ?? 'unknown'}`;
    case 'start':
      return `start-${ending.problem}`;
    default:
      return ending.kind;
  }
}
