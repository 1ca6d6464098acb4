import type { ImageDetails } from './image.types';

/** Look door: what a registry has. */
export abstract class EcrImages {
  /**
   * Tagged images that a container can run, each once with all its tags, newest first, at most `limit`.
   * @param repository registry and path, as in an image reference
   * @throws RegistryUnreadableError when it is no ECR repository, or may not be read
   */
  abstract newest(environment: string, repository: string, limit: number): Promise<ImageDetails[]>;

  /**
   * The image of a tag or digest, or undefined when the repository has none.
   * @throws RegistryUnreadableError when it is no ECR repository, or may not be read
   */
  abstract find(environment: string, repository: string, tagOrDigest: string): Promise<ImageDetails | undefined>;

  /**
   * The commits that images were built from, by digest, where their manifests say so; a hundred at the most.
   * @throws UserError when the registry cannot be read
   */
  abstract commits(environment: string, repository: string, digests: readonly string[]): Promise<Map<string, string>>;

  /**
   * Why an image that the repository does not have may be pulled from it all the same: it is a cache of a registry
   * elsewhere, or may be one. Undefined where it is none. Never rejects.
   */
  abstract upstream(environment: string, repository: string): Promise<string | undefined>;
}
