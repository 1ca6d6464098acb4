import { Injectable } from '@nestjs/common';
import type { ServiceRef } from '../services/service-ref.types';
import type { ImageDetails, RunningImage } from './image.types';
import { EcrImages, EcsRunningImages } from './images.port';

export { RegistryUnreadableError, UnknownImageError } from './images.errors';

/** What could run: the images of the repositories that services run from. */
@Injectable()
export class ImagesService {
  constructor(
    private readonly registry: EcrImages,
    private readonly running: EcsRunningImages,
  ) {}

  /** What each container of the service runs now; the main one first. */
  async of(ref: ServiceRef): Promise<RunningImage[]> {
    const images = await this.running.of(ref);
    return images.toSorted((a, b) => Number(b.main) - Number(a.main));
  }

  /**
   * The newest tagged images of the repository that the service's main container (or the named one) runs from.
   * @throws RegistryUnreadableError when the registry cannot be read
   */
  async newest(ref: ServiceRef, limit: number, container?: string): Promise<ImageDetails[]> {
    throw new Error(`unbuilt ${ref.service} ${limit} ${container}`);
  }

  /**
   * The image that a tag or digest means in the repository of the service's main container (or the named one).
   * @throws UnknownImageError when the repository has none, with the newest it has
   * @throws RegistryUnreadableError when the registry cannot be read
   */
  async find(ref: ServiceRef, tagOrDigest: string, container?: string): Promise<ImageDetails> {
    throw new Error(`unbuilt ${this.registry} ${ref.service} ${tagOrDigest} ${container}`);
  }
}
