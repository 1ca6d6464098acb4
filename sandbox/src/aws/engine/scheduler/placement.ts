/** What placing needs to know of a live task. */
export interface Placed {
  readonly healthy: boolean;
  readonly pending: boolean;
  /** Whether it may not be stopped to have fewer of them. */
  readonly isProtected?: boolean;
  readonly zone: string;
  /** Epoch ms. */
  readonly createdAt: number;
}

export interface Situation<Task extends Placed> {
  desired: number;
  /** Healthy tasks the service must keep. */
  minimum: number;
  /** Tasks it may have at once, those that are leaving included. */
  maximum: number;
  /** Live tasks of the primary deployment. */
  current: readonly Task[];
  /** Live tasks of the deployments it replaces. */
  old: readonly Task[];
  /** Tasks that drain or end, and unhealthy ones that are about to. */
  leaving: number;
  /** False while the primary is throttled, failed or cannot be placed. */
  mayStart: boolean;
  /** Whether the last that was to start found no container instance with room. */
  lacksRoom?: boolean;
}

export interface Move<Task extends Placed> {
  start: number;
  /** Tasks to stop, in the order to stop them in. */
  stop: Task[];
  /** Tasks that would be stopped too if they were not protected. */
  spared: Task[];
  /** The bounds leave no room: nothing can start, nothing may stop and nothing is under way. */
  cornered: boolean;
}

/**
 * One step of a rolling update, or of scaling: as many new tasks as `maximum` allows, then as many old ones stopped as
 * healthy ones can be spared. Old tasks are given up below the desired count, down to `minimum`, only where new ones
 * cannot start otherwise ("Deploy Amazon ECS services by replacing tasks").
 */
export function nextMove<Task extends Placed>(situation: Situation<Task>): Move<Task> {
  const { desired, minimum, maximum, current, old, leaving, mayStart, lacksRoom } = situation;
  const wanted = Math.max(0, desired - current.length);
  const room = Math.max(0, maximum - current.length - old.length - leaving);
  const start = mayStart ? Math.min(wanted, room) : 0;
  const held = mayStart && (wanted > start || (wanted > 0 && lacksRoom === true));
  const keep = held ? minimum : Math.max(minimum, desired);
  const healthy = [...current, ...old].filter((task) => task.healthy).length;
  const spare = Math.max(0, healthy - keep);
  const excess = Math.max(0, current.length - desired);
  const surplus = leastMissed(current.filter(isFree), excess);
  const replaceable = old.filter(
    (task) => isFree(task) && !task.healthy && (healthy >= keep || (task.pending && (mayStart || wanted === 0))),
  );
  const stop = [
    ...surplus,
    ...replaceable,
    ...leastMissed(
      old.filter((task) => task.healthy && isFree(task)),
      spare - surplus.filter((task) => task.healthy).length,
    ),
  ];
  const still = current.every((task) => task.healthy) && leaving === 0;
  const spared = [
    ...(excess > surplus.length ? current.filter((task) => task.isProtected) : []),
    ...(wanted === 0 && spare > 0 ? old.filter((task) => task.isProtected) : []),
  ];
  return { start, stop, spared, cornered: held && start === 0 && stop.length === 0 && still };
}

const isFree = (task: Placed): boolean => !task.isProtected;

/**
 * The tasks a service can best do without: those not running yet, then unhealthy ones, then from the zone that has most
 * ("Amazon ECS stops tasks to keep the balance across Availability Zones"), the newest first.
 */
function leastMissed<Task extends Placed>(tasks: readonly Task[], count: number): Task[] {
  const left = [...tasks];
  const chosen: Task[] = [];
  while (chosen.length < count && left.length > 0) {
    const crowd = (zone: string): number => left.filter((task) => task.zone === zone).length;
    const rank = (task: Task): number => (task.pending ? 2 : task.healthy ? 0 : 1);
    const worst = left.reduce((a, b) =>
      (rank(b) - rank(a) || crowd(b.zone) - crowd(a.zone) || b.createdAt - a.createdAt) > 0 ? b : a,
    );
    left.splice(left.indexOf(worst), 1);
    chosen.push(worst);
  }
  return chosen;
}
