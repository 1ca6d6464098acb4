import { UserError } from '../../kernel/user-error';
import type { ServiceRef } from '../services/service-ref.types';
import type { ServiceStep } from '../services/next-step.types';
import type { ImageDetails } from './image.types';

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
    const tags = newest.flatMap(({ tags: [tag] }) => (tag ? [tag] : []));
    super({
      what: `${repository} has no image ${wanted}.`,
      why: tags.length > 0 ? `The newest it has: ${tags.join(', ')}.` : 'It has no tagged image at all.',
      next: 'Push the image, or name one that is there.',
      steps: tags.map((image): ServiceStep => ({ do: 'set-image', ref, image, ...(container ? { container } : {}) })),
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
