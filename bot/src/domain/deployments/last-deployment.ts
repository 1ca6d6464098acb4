import { isUnknown } from '../../kernel/part';
import type { EcsContainer, EcsService } from '../observations/ecs-service.types';
import type { LastDeployment } from '../observations/observation.types';
import type { Deployment, PlannedImage } from './deployment.types';
import { ROLLING_BACK } from './snapshot';

/** Between what ECS says of when a deployment began and what the bot wrote down lies the call. Milliseconds. */
const SAME_MS = 60_000;

/** Whether the last deployment that the bot knows of is the last one that there was. */
export function isSame(own: Deployment, { deployments }: EcsService, last: LastDeployment | undefined): boolean {
  const primary = deployments.find((one) => one.primary);
  if (primary?.id === own.handle.id) return true;
  if (last) return last.revision === own.revision && Math.abs(last.createdAt - own.startedAt) <= SAME_MS;
  // ECS brings back what ran before by a deployment of its own, which nobody asked for.
  return primary === undefined || primary.createdAt <= own.startedAt || ROLLING_BACK.test(primary.reason ?? '');
}

/** The last deployment as ECS alone tells it; undefined where it tells none. */
export function fromEcs(
  { ref, deployments, containers: set }: EcsService,
  last: LastDeployment | undefined,
): Deployment | undefined {
  const primary = deployments.find((one) => one.primary);
  const revision = last?.revision ?? primary?.revision;
  const containers = primary && !isUnknown(primary.containers) ? primary.containers : isUnknown(set) ? [] : set;
  if (revision === undefined) return undefined;
  const main = containers.find((one) => one.main) ?? containers[0];
  const own = deployments.find((one) => one.revision === revision);
  const image = main ? imageOf(main) : { image: '' };
  return {
    id: '',
    ref,
    actor: { outside: true },
    startedAt: last?.createdAt ?? own?.createdAt ?? 0,
    container: last?.container ?? main?.name ?? '',
    several: containers.length > 1,
    from: image,
    to: last?.image ?? image,
    revision,
    previousRevision: last?.restored?.revision ?? primary?.revision ?? revision,
    // ECS does not name it any more once its tasks are gone.
    handle: { id: own?.id ?? '', revision },
  };
}

const imageOf = ({ image, tag, digest }: EcsContainer): PlannedImage => ({
  image,
  ...(tag ? { tag } : {}),
  ...(digest ? { digest } : {}),
});
