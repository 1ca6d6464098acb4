import type { Obstacle } from '../causes/cause.types';
import { isForeign } from '../causes/causes.service';
import { verdictOf } from './verdict';
import type { DeploymentSnapshot, Failing, Since } from './snapshot.types';
import type { Hindrance } from './service-events';
import { isShifting, isWaiting } from './stages';

/** Failed starts in a row after which a deployment that nothing ends is told of. */
const HANDFUL = 3;
/** How long nothing may find a place before that is told of. */
const PLACELESS_MS = 180_000;
/** ECS counts a task that nothing checks as healthy once it has run so long. */
const SETTLED_MS = 40_000;

/** How a deployment went until now, as far as it tells whether it is failing. Milliseconds since the epoch. */
export interface Course {
  /** When its newest task came up well: what failed before that was overcome. */
  wellAt: number;
  /** When it last came nearer to its end. */
  progressAt: number;
  /** The most tasks that were well at a time since the last failure. */
  well: number;
  /** How many old tasks were left. */
  old?: number;
  /** The stage that it was in, and its share of the traffic. */
  stage?: string;
  /** Since when it is failing. */
  failingSince?: number;
  /** Since when AWS does not say how it goes. */
  unreadSince?: number;
}

/**
 * The course of a deployment that has just begun, or that is followed on.
 * @param failing what was going wrong with it when it was followed before: it goes on since then
 */
export function courseFrom(at: number, failing?: Since): Course {
  const course = { wellAt: 0, progressAt: at, well: 0 };
  if (failing?.why === 'tasks') return { ...course, failingSince: failing.since };
  return failing?.why === 'stalled' ? { ...course, progressAt: failing.since } : course;
}

/** The course after one more look. */
export function courseAfter(course: Course, snapshot: DeploymentSnapshot): Course {
  const { at, fresh, stopped, healthUnread, staged } = snapshot;
  const { unreadSince: _read, ...before } = course;
  const newest = stopped[0]?.stoppedAt ?? 0;
  const checked = fresh.healthy !== undefined;
  const well = checked || healthUnread === undefined ? (fresh.healthy ?? fresh.running) : fresh.running;
  const rose = well > before.well;
  const old = oldOf(snapshot);
  const stage = staged && `${staged.stage} ${staged.production?.fresh} ${staged.since}`;
  const waits = staged !== undefined && isWaiting(staged, at);
  const moved =
    rose ||
    waits ||
    (before.old !== undefined && old < before.old) ||
    (before.stage !== undefined && stage !== before.stage);
  // A task that nothing checks runs for a moment before it fails, too.
  const settled = checked ? rose : well > 0 && well >= fresh.desired && at - newest >= SETTLED_MS;
  return {
    ...before,
    well,
    old,
    ...(stage === undefined ? {} : { stage }),
    ...(settled ? { wellAt: at } : {}),
    ...(moved ? { progressAt: at } : {}),
  };
}

/**
 * What goes wrong with a deployment though ECS goes on with it; undefined while nothing does.
 * @param hindrances what the service's events say of it
 * @param stallMs how long nothing may come up, or AWS be silent, before that is told of
 */
export function failingOf(
  snapshot: DeploymentSnapshot,
  course: Course,
  hindrances: readonly Hindrance[],
  stallMs: number,
): Failing | undefined {
  const { at, failures, failedTasks = 0, stopped, breaker } = snapshot;
  if (verdictOf(snapshot).kind !== 'in-progress') return undefined;
  const since = course.failingSince ?? at;
  const lately = stopped.filter((task) => task.stoppedAt > course.wellAt && !isForeign(task)).length;
  const inARow = Math.max(failures?.count ?? 0, failedTasks, lately);
  const hindered = lately === 0 ? hindranceOf(snapshot, course, hindrances) : undefined;
  if (hindered) {
    const { obstacle, first } = hindered;
    const why = obstacle.kind === 'placement' ? 'placement' : 'hindered';
    return { why, since: first, inARow, lasting: at - first >= PLACELESS_MS };
  }
  if (inARow > 0) {
    const ends = breaker?.on ?? failures !== undefined;
    return { why: 'tasks', since, inARow, lasting: ends ? at - since >= stallMs : inARow >= HANDFUL };
  }
  if (!isUnfinished(snapshot) || at - course.progressAt < stallMs) return undefined;
  return { why: 'stalled', since: course.progressAt, inARow: 0, lasting: true };
}

/** What keeps old tasks from ending. */
const OF_OLD: ReadonlySet<Obstacle['kind']> = new Set(['protected', 'cornered']);

/** What it cannot get on for, as long as it has not. What passes by itself counts only once it has lasted. */
function hindranceOf(
  { at, fresh, old, desired }: DeploymentSnapshot,
  { wellAt }: Course,
  hindrances: readonly Hindrance[],
): Hindrance | undefined {
  return hindrances.find(({ obstacle, first, last }) => {
    // What is said of the old tasks goes on for as long as there are any, however well the new ones are.
    if (OF_OLD.has(obstacle.kind)) return old.some(({ running }) => running > 0);
    if (last <= wellAt) return false;
    if (obstacle.kind === 'placement') return fresh.running + fresh.pending < Math.max(1, desired);
    return obstacle.kind !== 'throttled' || at - first >= PLACELESS_MS;
  });
}

/** New tasks are missing, old ones are left, or the traffic has not gone over. */
function isUnfinished(snapshot: DeploymentSnapshot): boolean {
  const { fresh, desired, staged } = snapshot;
  const well = fresh.healthy ?? fresh.running;
  return well < desired || oldOf(snapshot) > 0 || (staged !== undefined && isShifting(staged));
}

const oldOf = ({ old }: DeploymentSnapshot): number =>
  old.reduce((sum, { running, pending }) => sum + running + pending, 0);

/** That AWS has been silent for too long about a deployment that was under way; undefined before that. */
export function unreadOf(at: number, course: Course, stallMs: number): Failing | undefined {
  const { unreadSince } = course;
  if (unreadSince === undefined || at - unreadSince < stallMs) return undefined;
  return { why: 'unread', since: unreadSince, inARow: 0, lasting: true };
}
