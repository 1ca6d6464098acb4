import { UserError } from '../../kernel/user-error';
import type { ServiceRef } from '../services/service-ref.types';
import type { ServiceStep } from '../services/next-step.types';
import type { ImageDetails } from './image.types';
import { tellingTag } from './telling-tag.types';

/** The registry answered, and it has no such tag or digest. */
export class UnknownImageError extends UserError {
  constructor(
    readonly ref: ServiceRef,
    readonly repository: string,
    readonly wanted: string,
    /** What it does have, newest first. */
    readonly newest: ImageDetails[],
    container?: string,
  ) {
    const tags = newest.flatMap((image) => tellingTag(image.tags) ?? []);
    super({
      what: `${repository} has no image ${wanted}.`,
      why: tags.length > 0 ? `The newest it has: ${tags.join(', ')}.` : 'It has no tagged image at all.',
      next: 'Push the image, or name one that is there.',
      steps: tags.map((image): ServiceStep => ({ do: 'set-image', ref, image, ...(container ? { container } : {}) })),
    });
  }
}

/** The repository has it, but no container can run it: a signature, a chart, a bill of materials. */
export class NotRunnableImageError extends UserError {
  constructor(
    readonly repository: string,
    readonly wanted: string,
  ) {
    super({
      what: `${repository} has ${wanted}, but it is no image that a container can run.`,
      why: 'By its type it is something that is kept beside images, such as a signature or a chart.',
      next: 'Name an image.',
    });
  }
}

/** The registry could not be read: whether the image exists cannot be checked, which is not the same as "no". */
export class RegistryUnreadableError extends UserError {
  constructor(
    readonly repository: string,
    why: string,
    cause?: unknown,
  ) {
    super({ what: `I cannot check the images of ${repository}.`, why, cause });
  }
}
