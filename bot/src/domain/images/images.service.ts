import { Injectable } from '@nestjs/common';
import type { ServiceRef } from '../services/service-ref.types';
import { isDigestStart } from './image-ref.types';
import type { ImageDetails } from './image.types';
import { NotRunnableImageError, RegistryUnreadableError, UnknownImageError } from './images.errors';
import { EcrImages } from './images.port';

/** How many images an answer to "there is no such image" names. */
const SUGGESTED = 5;

/** What could run: the images of repositories. */
@Injectable()
export class ImagesService {
  constructor(private readonly registry: EcrImages) {}

  /**
   * The newest images of a repository that a task could run, each once with all its tags.
   * @throws RegistryUnreadableError when the registry cannot be read
   */
  newestIn({ environment }: ServiceRef, repository: string, limit: number): Promise<ImageDetails[]> {
    return this.registry.newest(environment, repository, limit);
  }

  /**
   * The commits that images were built from, by digest: none where an image says none, or where it cannot be read.
   */
  async commitsOf(
    { environment }: ServiceRef,
    repository: string,
    digests: readonly string[],
  ): Promise<Map<string, string>> {
    if (digests.length === 0) return new Map();
    return this.registry.commits(environment, repository, digests).catch(() => new Map<string, string>());
  }

  /**
   * The image that a tag, a digest or the beginning of one means in a repository.
   * @param ref whose service it is for
   * @param container whose image it is to be, where that was said: what is offered instead is for it too
   * @throws UnknownImageError when the repository has none, with the newest it has
   * @throws NotRunnableImageError when no container can run it
   * @throws RegistryUnreadableError when the registry cannot be read, or what it lacks may come with a pull
   */
  async findIn(ref: ServiceRef, repository: string, wanted: string, container?: string): Promise<ImageDetails> {
    const found = isDigestStart(wanted)
      ? await this.findByStart(ref, repository, wanted)
      : await this.registry.find(ref.environment, repository, wanted);
    if (found === undefined) throw await this.missing(ref, repository, wanted, container);
    if (found.artifact) throw new NotRunnableImageError(repository, wanted);
    return found;
  }

  private async findByStart(ref: ServiceRef, repository: string, start: string): Promise<ImageDetails | undefined> {
    const all = await this.registry.newest(ref.environment, repository, Number.POSITIVE_INFINITY);
    const [found, ...others] = all.filter(({ digest }) => digest.startsWith(start));
    return others.length === 0 ? found : undefined;
  }

  private async missing(
    ref: ServiceRef,
    repository: string,
    wanted: string,
    container: string | undefined,
  ): Promise<Error> {
    const [newest, upstream] = await Promise.all([
      // Where the list cannot be read the answer stays true without it.
      this.registry.newest(ref.environment, repository, SUGGESTED).catch(() => []),
      this.registry.upstream(ref.environment, repository),
    ]);
    return upstream === undefined
      ? new UnknownImageError(ref, repository, wanted, newest, container)
      : new RegistryUnreadableError(repository, `${wanted} is not in it yet. ${upstream}`);
  }
}
