import { isUnknown } from '../../kernel/part';
import type { Deployment } from '../deployments/deployment.types';
import type { KnownDeployments } from '../deployments/outside-record.service';
import type { EcsContainer, EcsDeployment, EcsService } from '../observations/ecs-service.types';
import type { BroughtRevision, LastDeployment } from '../observations/observation.types';
import type { ServiceRef } from '../services/service-ref.types';
import type { SeenDeployment } from './outside.types';

/** Between what ECS says of when a deployment began and what the bot wrote down of its own lies the call. Milliseconds. */
const SAME_MS = 60_000;

/** A revision of a service, and what runs in it. */
export interface Revision {
  revision: string;
  containers: readonly EcsContainer[];
}

/** A deployment that was found: by whom it was started is to be found out. */
export interface Arrival extends Revision {
  ref: ServiceRef;
  /** `ecs-svc/…`, or its revision where ECS does not name it any more. */
  id: string;
  /** Milliseconds since the epoch. */
  createdAt: number;
}

/** What a service's primary deployment brings; undefined where that cannot be read just now. */
export function arrivalIn(
  { ref }: EcsService,
  { id, revision, containers, createdAt }: EcsDeployment,
): Arrival | undefined {
  return isUnknown(containers) || containers.length === 0 ? undefined : { ref, id, revision, containers, createdAt };
}

/** One that failed and was taken back, as ECS's list of service deployments tells it; undefined where that says too little. */
export function arrivalOf(service: EcsService, last: LastDeployment, before: Revision): Arrival | undefined {
  const { revision, createdAt } = last;
  const containers = containersOf(last, before);
  if (revision === undefined || containers === undefined) return undefined;
  // Once its tasks are gone nobody knows its id any more, and nothing goes by that name.
  const id = service.deployments.find((one) => !one.primary && one.revision === revision)?.id ?? revision;
  return { ref: service.ref, id, revision, containers, createdAt };
}

/** ECS tells the main container's image alone: the others are taken to be as they were. */
function containersOf({ image, container }: BroughtRevision, before: Revision): EcsContainer[] | undefined {
  const main = before.containers.find((one) => (container === undefined ? one.main : one.name === container));
  if (image === undefined || main === undefined) return undefined;
  const { name, memoryMiB } = main;
  const brought = { name, main: true, ...(memoryMiB === undefined ? {} : { memoryMiB }), ...image };
  return [brought, ...before.containers.filter((one) => one !== main)];
}

/** What the service ran before; undefined where nobody knows. What is still there says more than what was remembered. */
export function revisionBefore(
  { deployments }: EcsService,
  { id }: Pick<Arrival, 'id'>,
  seen: SeenDeployment | undefined,
): Revision | undefined {
  const runs = deployments.filter((one) => one.id !== id && one.rollout !== 'failed' && one.counts.running > 0);
  const most = runs.toSorted((a, b) => b.counts.running - a.counts.running);
  // ECS may have gone back since to what ran before that which was seen last.
  const before = most.find((one) => one.revision === seen?.revision) ?? most[0];
  if (before === undefined || isUnknown(before.containers) || before.containers.length === 0) return seen;
  return { revision: before.revision, containers: before.containers };
}

/** Whether a deployment is one that the bot started, told of, or follows already. */
export function isKnown({ id, revision, createdAt }: Arrival, { all, underWay }: KnownDeployments): boolean {
  // Who starts again what is being followed is followed in its message.
  const isFollowed = underWay.some((one) => one.handle.revision === revision && one.startedAt <= createdAt);
  const isNamed = (one: Deployment): boolean => one.handle.id !== revision && id !== revision;
  const isKept = (one: Deployment): boolean =>
    isNamed(one)
      ? one.handle.id === id
      : one.handle.revision === revision && Math.abs(one.startedAt - createdAt) < SAME_MS;
  return isFollowed || all.some(isKept);
}

/** What is known of a deployment that somebody else started. */
export function startedOutside(
  { ref, id, revision, containers, createdAt }: Arrival,
  before: Revision,
  ranWell: boolean,
): Omit<Deployment, 'id'> {
  const main = containers.find((one) => one.main) ?? containers[0]!;
  const changed = [main, ...containers].find((one) => !isSameImage(one, namesake(one, before)));
  const to = changed ?? main;
  const from = namesake(to, before) ?? before.containers.find((one) => one.main) ?? before.containers[0] ?? to;
  return {
    ref,
    actor: { outside: true },
    startedAt: createdAt,
    container: to.name,
    several: containers.length > 1,
    from: imageOf(from),
    ...(ranWell ? { fromRanWell: true } : {}),
    to: imageOf(to),
    revision,
    previousRevision: before.revision,
    ...(changed ? {} : { isRestart: true }),
    handle: { id, revision },
  };
}

function namesake({ name }: EcsContainer, { containers }: Revision): EcsContainer | undefined {
  return containers.find((one) => one.name === name);
}

// ECS resolves a tag only once the first task starts: until then the reference says what it is.
function isSameImage(one: EcsContainer, other: EcsContainer | undefined): boolean {
  if (other === undefined) return false;
  if (one.digest !== undefined && other.digest !== undefined) return one.digest === other.digest;
  return one.image === other.image;
}

function imageOf({ image, tag, digest }: EcsContainer): Deployment['to'] {
  return { image, ...(tag ? { tag } : {}), ...(digest ? { digest } : {}) };
}
