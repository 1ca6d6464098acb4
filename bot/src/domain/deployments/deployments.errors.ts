import { UserError } from '../../kernel/user-error';
import type { ServiceRef } from '../services/service-ref.types';
import { lookAt } from '../services/next-step.types';
import type { ServiceStep } from '../services/next-step.types';
import type { Deployment } from './deployment.types';

/** The task definition has several containers, and none is behind the load balancer: a person must choose. */
export class ContainerChoiceError extends UserError {
  constructor(
    readonly ref: ServiceRef,
    /** The containers there are. */
    readonly containers: string[],
    wanted: string | undefined,
    image: string,
  ) {
    super({
      what: wanted ? `${ref.service} has no container ${wanted}.` : `Which container of ${ref.service} is meant?`,
      why: `It has ${containers.join(', ')}.`,
      next: 'Name the one that is meant.',
      steps: containers.map((container): ServiceStep => ({ do: 'set-image', ref, image, container, label: container })),
    });
  }
}

/** This bot is already deploying the service. */
export class DeploymentLockedError extends UserError {
  constructor(readonly deployment: Pick<Deployment, 'ref' | 'to' | 'actor'>) {
    super({
      what: `${deployment.ref.service} is being deployed already.`,
      why: `${deployment.to.tag ?? deployment.to.image} was started by <@${deployment.actor.id}> and has not ended.`,
      next: 'Wait for its end, then give the command again.',
      steps: [lookAt(deployment.ref)],
    });
  }
}

/** The service already is set to the image. */
export class SameImageError extends UserError {
  constructor(ref: ServiceRef, image: string) {
    super({ what: `${ref.service} runs ${image} already.`, why: 'Nothing was changed.' });
  }
}

/** The image is named in full and lies in another repository than the one the service runs from. */
export class OtherRepositoryError extends UserError {
  constructor(ref: ServiceRef, wanted: string, running: string) {
    super({
      what: `${wanted} is not an image of ${running}.`,
      why: `${ref.service} runs from ${running}, and I only change which of its images runs.`,
      next: 'Name a tag or a digest of that repository.',
    });
  }
}

/** The words can be neither a tag nor a digest. */
export class NoSuchTagError extends UserError {
  constructor(words: string) {
    super({
      what: `${words} is neither a tag nor a digest.`,
      why: 'A tag has up to 128 letters, digits, dots, dashes and underscores; a digest is sha256: and 64 hexadecimal digits.',
      next: 'Name one of the two.',
    });
  }
}
