import { Injectable } from '@nestjs/common';
import type { ServiceRef } from '../services/service-ref.types';
import { isDigestStart, parseImage } from './image-ref.types';
import type { ImageDetails, RunningImage } from './image.types';
import { RegistryUnreadableError, UnknownImageError } from './images.errors';
import { EcrImages, EcsRunningImages } from './images.port';

export { RegistryUnreadableError, UnknownImageError } from './images.errors';

/** How many images an answer to "there is no such image" names. */
const SUGGESTED = 5;

/** What could run: the images of the repositories that services run from. */
@Injectable()
export class ImagesService {
  constructor(
    private readonly registry: EcrImages,
    private readonly running: EcsRunningImages,
  ) {}

  /**
   * What each container of the service runs now; the main one first.
   * @throws ServiceNotFoundError when there is no such service
   */
  async of(ref: ServiceRef): Promise<RunningImage[]> {
    const images = await this.running.of(ref);
    return images.toSorted((a, b) => Number(b.main) - Number(a.main));
  }

  /**
   * The newest tagged images of the repository that the service's main container (or the named one) runs from.
   * @throws RegistryUnreadableError when the registry cannot be read
   */
  async newest(ref: ServiceRef, limit: number, container?: string): Promise<ImageDetails[]> {
    return this.registry.newest(ref.environment, await this.repository(ref, container), limit);
  }

  /**
   * The image that a tag or digest means in the repository of the service's main container (or the named one).
   * @throws UnknownImageError when the repository has none, with the newest it has
   * @throws RegistryUnreadableError when the registry cannot be read
   */
  async find(ref: ServiceRef, tagOrDigest: string, container?: string): Promise<ImageDetails> {
    const repository = await this.repository(ref, container);
    const found = await this.registry.find(ref.environment, repository, tagOrDigest);
    if (found !== undefined) return found;
    const newest = await this.registry.newest(ref.environment, repository, SUGGESTED);
    throw new UnknownImageError(ref, repository, tagOrDigest, newest);
  }

  /**
   * The image that a tag or digest means in a repository.
   * @param ref whose service it is for
   * @param container whose image it is to be, where that was said: what is offered instead is for it too
   * @throws UnknownImageError when the repository has none, with the newest it has
   * @throws RegistryUnreadableError when the registry cannot be read
   */
  async findIn(ref: ServiceRef, repository: string, tagOrDigest: string, container?: string): Promise<ImageDetails> {
    if (isDigestStart(tagOrDigest)) return this.findByStart(ref, repository, tagOrDigest, container);
    const [found, newest] = await Promise.all([
      this.registry.find(ref.environment, repository, tagOrDigest),
      // Asked for at the same time, so that a tag that is not there is answered as fast as one that is.
      this.registry.newest(ref.environment, repository, SUGGESTED).catch(() => []),
    ]);
    if (found !== undefined) return found;
    throw new UnknownImageError(ref, repository, tagOrDigest, newest, container);
  }

  /**
   * The newest images of a repository that a task could run.
   * @throws RegistryUnreadableError when the registry cannot be read
   */
  newestIn({ environment }: ServiceRef, repository: string, limit: number): Promise<ImageDetails[]> {
    return this.registry.newest(environment, repository, limit);
  }

  private async findByStart(
    ref: ServiceRef,
    repository: string,
    start: string,
    container: string | undefined,
  ): Promise<ImageDetails> {
    const all = await this.registry.newest(ref.environment, repository, Number.POSITIVE_INFINITY);
    const [found, ...others] = all.filter(({ digest }) => digest.startsWith(start));
    if (found !== undefined && others.length === 0) return found;
    throw new UnknownImageError(ref, repository, start, all.slice(0, SUGGESTED), container);
  }

  private async repository(ref: ServiceRef, container?: string): Promise<string> {
    const images = await this.of(ref);
    const image = container === undefined ? images[0] : images.find((one) => one.container === container);
    if (image === undefined) throw new RegistryUnreadableError(ref.service, 'I do not know which image it runs.');
    return parseImage(image.image).repository;
  }
}
