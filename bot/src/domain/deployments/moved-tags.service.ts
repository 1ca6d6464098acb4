import { Injectable } from '@nestjs/common';
import { UserError } from '../../kernel/user-error';
import { imageOf, parseImage } from '../images/image-ref.types';
import { UnknownImageError } from '../images/images.errors';
import { ImagesService } from '../images/images.service';
import type { EcsContainer } from '../observations/ecs-service.types';
import type { ServiceRef } from '../services/service-ref.types';
import type { UnsureTag } from './deployment.types';

/** Tells whether the tags that containers were deployed by are still the images that ran. */
@Injectable()
export class MovedTags {
  constructor(private readonly images: ImagesService) {}

  /** Those of the containers whose tag is, or may be, another image in the registry by now. */
  async of(ref: ServiceRef, containers: readonly EcsContainer[]): Promise<UnsureTag[]> {
    const several = containers.length > 1;
    const tags = await Promise.all(containers.map((container) => this.tagOf(ref, container, several)));
    return tags.filter((tag) => tag !== undefined);
  }

  private async tagOf(
    ref: ServiceRef,
    { name, image, tag, digest }: EcsContainer,
    several: boolean,
  ): Promise<UnsureTag | undefined> {
    const { repository, digest: pinned } = parseImage(image);
    if (pinned !== undefined || tag === undefined || digest === undefined) return undefined;
    const words = several ? `${name} ${tag}` : tag;
    const unsure = { container: name, tag, words, running: digest, image: imageOf(repository, { tag, digest }) };
    try {
      const now = await this.images.findIn(ref, repository, tag);
      return now.digest === digest ? undefined : { ...unsure, now: now.digest };
    } catch (error) {
      if (error instanceof UnknownImageError) return unsure;
      if (error instanceof UserError) return { ...unsure, unread: error.why ?? error.message };
      throw error;
    }
  }
}
