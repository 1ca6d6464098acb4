import { isUnknown } from '../../kernel/part';
import type { Part } from '../../kernel/part';
import { imageName } from '../images/image-ref.types';
import type { EcsContainer, EcsDeployment } from './ecs-service.types';

/** What people call what a container runs; in a task of several a version always says whose it is: `app 1.0.0`. */
export function versionOf(container: EcsContainer, all: readonly EcsContainer[]): string {
  const version = imageName(container);
  return all.length > 1 ? `${container.name} ${version}` : version;
}

/** The main container's version; undefined where no container's version is the service's, or the containers are not known. */
export function mainVersion(containers: Part<EcsContainer[]>): string | undefined {
  if (isUnknown(containers)) return undefined;
  const main = containers.find((container) => container.main);
  return main && versionOf(main, containers);
}

/** What people call what a deployment brings: its version, or its revision where that is not one container's. */
export function broughtBy({ containers, revision }: Pick<EcsDeployment, 'containers' | 'revision'>): string {
  return mainVersion(containers) ?? revision;
}
