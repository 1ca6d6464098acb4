import type { Cause, DeploymentCause, Obstacle } from '../causes/cause.types';
import { causesOf } from '../causes/causes.service';
import type { DeploymentSnapshot, VerdictKind } from './snapshot.types';
import { verdictOf } from './verdict';

/** Nothing is wrong, or not any more: what was overcome is no cause. */
const WELL: ReadonlySet<VerdictKind> = new Set(['in-progress', 'succeeded']);
const BREAKER = /circuit breaker/i;
const ALARM = /alarm/i;
const BY_REQUEST =
  /StopServiceDeployment|\b(?:stopped|requested|initiated|rolled back) by (?:a |the )?(?:user|customer|operator)|manual(?:ly)?/i;

/**
 * Why a deployment does not get on, did not, or fails since it was done: what decided it first, then what its tasks, and
 * after them what ECS's events say. Empty where nothing is wrong, and where nobody can tell.
 */
export function diagnosisOf(snapshot: DeploymentSnapshot): Cause[] {
  const { kind } = verdictOf(snapshot);
  if (isWell(snapshot)) return [];
  const tasks = causesOf(snapshot);
  const speaking = tasks.filter(({ ending }) => ending.kind !== 'person' && ending.kind !== 'host');
  const foreign = tasks.filter((cause) => !speaking.includes(cause));
  const inTheWay = (snapshot.obstacles ?? []).map(ofDeployment);
  // Where tasks fail, that some of them found no place for the same reason is no second cause.
  const others = speaking.length > 0 ? inTheWay.filter(({ obstacle }) => obstacle.kind !== 'placement') : inTheWay;
  return [...deciding(snapshot, kind), ...speaking, ...others, ...foreign, ...waiting(snapshot)];
}

/** Whether nothing is wrong with a deployment, or not any more. */
export const isWell = (snapshot: DeploymentSnapshot): boolean => WELL.has(verdictOf(snapshot).kind);

/** The first of them. */
export function causeOf(snapshot: DeploymentSnapshot): Cause | undefined {
  return diagnosisOf(snapshot)[0];
}

const ofDeployment = (obstacle: Obstacle): DeploymentCause => ({ of: 'deployment', obstacle });

/** What ended it, whatever its tasks did. */
function deciding(snapshot: DeploymentSnapshot, kind: VerdictKind): DeploymentCause[] {
  const { gone, supersededBy, supersededVersion, cancelledBy, alarms = [], rollback, statusReason = '' } = snapshot;
  if (gone) return [ofDeployment({ kind: 'deleted', done: gone === 'gone' })];
  if (kind === 'superseded') {
    const by = supersededVersion ?? supersededBy;
    return [ofDeployment({ kind: 'superseded', ...(by === undefined ? {} : { by }) })];
  }
  if (cancelledBy) return [ofDeployment({ kind: 'stopped', by: cancelledBy.actor.name ?? cancelledBy.actor.id })];
  const reasons = `${rollback?.reason ?? ''} ${statusReason}`;
  if (BREAKER.test(reasons)) return [];
  if (alarms.length > 0 || ALARM.test(reasons)) return [ofDeployment({ kind: 'alarm', alarms: [...alarms] })];
  if (kind === 'stopped' || BY_REQUEST.test(reasons)) return [ofDeployment({ kind: 'stopped' })];
  return [];
}

/** Its tasks are still starting, where it does not get on. */
function waiting({ failing, fresh }: DeploymentSnapshot): DeploymentCause[] {
  if (failing?.why !== 'stalled' || fresh.pending === 0) return [];
  return [ofDeployment({ kind: 'pending', tasks: fresh.pending, since: failing.since })];
}
