import { isUnknown } from '../../kernel/part';
import type { EcsDeployment, EcsService } from '../observations/ecs-service.types';
import type { LastDeployment } from '../observations/observation.types';
import type { Deployment } from './deployment.types';

/** AWS's clock and the bot's may differ by so much. Milliseconds. */
const SKEW_MS = 2000;

/** A deployment that was to be started. */
export interface Intended extends Omit<Deployment, 'id' | 'startedAt' | 'revision' | 'handle'> {
  /** When it was asked for, milliseconds since the epoch. */
  at: number;
  /** The images that it was to bring, where it was to change any. */
  images: readonly { container: string; image: string }[];
  /** The revision that it was to be set to, where that was there before. */
  set?: string;
}

/**
 * The deployment that carries an intention out.
 * @returns undefined where nothing was started since, null where something else is there now, so that nobody can tell
 */
export function startedFor(
  { at, images, previousRevision, set }: Intended,
  service: EcsService,
): EcsDeployment | undefined | null {
  const primary = service.deployments.find((deployment) => deployment.primary);
  if (primary === undefined) return null;
  if (primary.createdAt < at - SKEW_MS) return undefined;
  if (set !== undefined) return primary.revision === set ? primary : null;
  const isNew = primary.revision !== previousRevision;
  return isNew === images.length > 0 && brings(primary, images) ? primary : null;
}

/**
 * The same where ECS has gone back since: what it went back to is primary again, under its own id and from its own time,
 * and what failed is left in ECS's list of service deployments alone.
 * @returns the revision that was brought
 */
export function rolledBackFor(
  { at, images, container, previousRevision, set }: Intended,
  last: LastDeployment | undefined,
): string | undefined | null {
  if (last === undefined || last.createdAt < at - SKEW_MS) return undefined;
  const { revision, image, container: main = container } = last;
  if (set !== undefined) return revision === set ? revision : null;
  const isBrought = images.every((one) => one.container === main && one.image === image?.image);
  const isNew = revision !== previousRevision;
  return revision !== undefined && isNew === images.length > 0 && isBrought ? revision : null;
}

function brings({ containers }: EcsDeployment, images: Intended['images']): boolean {
  if (isUnknown(containers)) return false;
  return images.every(({ container, image }) =>
    containers.some((one) => one.name === container && one.image === image),
  );
}
