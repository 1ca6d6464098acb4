import type { ServiceRef } from '../services/service-ref.types';
import type { ImageDetails, RunningImage } from './image.types';

/** Look door: what a registry has. */
export abstract class EcrImages {
  /**
   * Tagged images, newest first, at most `limit`.
   * @param repository registry and path, as in an image reference
   * @throws RegistryUnreadableError when it is no ECR repository, or may not be read
   */
  abstract newest(environment: string, repository: string, limit: number): Promise<ImageDetails[]>;

  /**
   * The image of a tag or digest, or undefined when the repository has none.
   * @throws RegistryUnreadableError when it is no ECR repository, or may not be read
   */
  abstract find(environment: string, repository: string, tagOrDigest: string): Promise<ImageDetails | undefined>;
}

/** Look door: what a service runs. */
export abstract class EcsRunningImages {
  /**
   * The images of the service's current task definition, one a container.
   * @throws ServiceNotFoundError when there is no such service
   */
  abstract of(ref: ServiceRef): Promise<RunningImage[]>;
}
