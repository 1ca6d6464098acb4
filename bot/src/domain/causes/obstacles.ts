import type { Obstacle } from './cause.types';
import { startFailureIn } from './start-failure';

/** A service event. */
interface Said {
  /** Milliseconds since the epoch. */
  at: number;
  /** In ECS's words. */
  message: string;
}

const UNPLACED = /unable to place a task(?:\.| because) ?(.*)$/s;
const LAUNCH = /failed to launch a task with \(error (.*?)\)?\.?$/s;
const CORNERED = /unable to stop or start tasks during a deployment because of the service deployment configuration/;
const PROTECTED = /unable to scale in due to \(reason (?:(\d+) )?.*?protect/i;
const THROTTLED = /operations are being throttled|Throttling|Rate exceeded/i;
const REGISTRATION = /failed to register targets? in \(target-group [^)]*\) with \(error (.*?)\)?\.?$/s;

/** What keeps a deployment from its end, by each event of its service that says so, in their order. */
export function obstaclesIn(events: readonly Said[]): { at: number; obstacle: Obstacle }[] {
  return events.flatMap(({ at, message }) => {
    const obstacle = obstacleIn(message);
    return obstacle ? [{ at, obstacle }] : [];
  });
}

function obstacleIn(message: string): Obstacle | undefined {
  const [, unplaced] = UNPLACED.exec(message) ?? LAUNCH.exec(message) ?? [];
  if (unplaced !== undefined) return placement(unplaced);
  if (CORNERED.test(message)) return { kind: 'cornered' };
  const protection = PROTECTED.exec(message);
  if (protection) return { kind: 'protected', ...(protection[1] ? { tasks: Number(protection[1]) } : {}) };
  const [, refused] = REGISTRATION.exec(message) ?? [];
  if (refused !== undefined) return { kind: 'registration', reason: refused };
  return THROTTLED.test(message) ? { kind: 'throttled', reason: message } : undefined;
}

/** What stands in the way of a place, by AWS's reason; a reason that is not known is told as it is. */
function placement(reason: string): Obstacle {
  const said = reason.replace(/^Reason: /, '');
  const failure = startFailureIn(said);
  if (failure) return { kind: 'placement', ...failure };
  if (THROTTLED.test(said)) return { kind: 'throttled', reason: said };
  return { kind: 'placement', problem: 'unplaced', reason: said };
}
