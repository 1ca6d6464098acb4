import type { RoomPercent } from '../observations/ecs-service.types';
import type { Finding, Room } from './preflight.types';

/**
 * How many tasks have to run, and how many may, while so many are wanted: the minimum rounded up, the maximum down.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html
 */
export function roomFor(desired: number, percent: RoomPercent): Room {
  const least = Math.ceil((desired * percent.minimumHealthyPercent) / 100);
  const most = Math.floor((desired * percent.maximumPercent) / 100);
  return { desired, ...percent, least, most };
}

/** Where neither a new task may be started nor an old one stopped, a deployment waits for ever. */
export function roomFinding(room: Room): Finding {
  const { desired, least, most } = room;
  const isStuck = desired > 0 && most <= desired && least >= desired;
  return { check: 'room', state: isStuck ? 'stops' : 'ok', ...room };
}
