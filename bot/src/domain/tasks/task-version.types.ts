import { imageName, parseImage } from '../images/image-ref.types';
import type { EcsService } from '../observations/ecs-service.types';
import { isUnknown } from '../../kernel/part';
import type { EcsTask } from './tasks.types';

/**
 * What people call what a task runs: the version of the container whose version is the service's, or of the only one;
 * its revision where there is none of that kind.
 * @param main that container's name, where one is
 */
export function taskVersion({ containers, revision }: EcsTask, main: string | undefined): string {
  const own = containers.find(({ name }) => name === main) ?? (containers.length === 1 ? containers[0] : undefined);
  if (own?.image === undefined) return revision;
  const { tag, digest } = parseImage(own.image);
  const pinned = digest ?? own.digest;
  return imageName({ image: own.image, ...(tag ? { tag } : {}), ...(pinned ? { digest: pinned } : {}) });
}

/** The name of the container whose version is the service's. */
export function mainContainer({ containers }: Pick<EcsService, 'containers'>): string | undefined {
  return isUnknown(containers) ? undefined : containers.find(({ main }) => main)?.name;
}
