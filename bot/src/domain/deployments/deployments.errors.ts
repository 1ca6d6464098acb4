import { UserError } from '../../kernel/user-error';
import { imageName, parseImage, shortDigest } from '../images/image-ref.types';
import type { EcsContainer, EcsService } from '../observations/ecs-service.types';
import type { Decided } from './deployment.types';
import { lookAt } from '../services/next-step.types';
import type { ServiceStep } from '../services/next-step.types';
import type { ServiceRef } from '../services/service-ref.types';
import { serviceWords } from '../services/service-ref.types';
import { messageOf } from '../../kernel/message-of';

/** It is not clear which container is meant, or there is none of that name: a person must choose. */
export class ContainerChoiceError extends UserError {
  constructor(
    readonly ref: ServiceRef,
    /** The containers there are. */
    readonly containers: EcsContainer[],
    wanted: string | undefined,
    /** What is to run, where that was said: each container can then be offered with it. */
    image?: string,
  ) {
    super({
      what: wanted ? `${ref.service} has no container ${wanted}.` : `Which container of ${ref.service} is meant?`,
      why: `It has ${containers.map((container) => `${container.name} (${imageName(container)})`).join(', ')}.`,
      next: 'Name the one that is meant.',
      steps: containers.map(({ name: container }): ServiceStep => {
        return { do: 'set-image', ref, container, label: container, ...(image === undefined ? {} : { image }) };
      }),
    });
  }
}

/** The image is named in full, and no container of the service runs from its repository. */
export class OtherRepositoryError extends UserError {
  constructor(ref: ServiceRef, wanted: string, containers: EcsContainer[]) {
    const runs = containers.map(({ name, image }) => `${name} runs from ${parseImage(image).repository}`).join(', ');
    super({
      what: `No container of ${ref.service} runs from ${wanted}.`,
      why: `${runs}; I only change which image of its repository a container runs.`,
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

/** A tag that has to be a certain image is another one in the registry now. */
export class TagMovedError extends UserError {
  constructor(
    { ref, tag, container }: { ref: ServiceRef; tag: string; container?: string | undefined },
    wanted: string,
    now: string | undefined,
  ) {
    const is = now === undefined ? 'is not in the registry any more' : `is ${shortDigest(now)} now`;
    const named = container === undefined ? {} : { container };
    super({
      what: `Nothing was changed: ${tag} is not the image that was meant.`,
      why: `It was to be ${shortDigest(wanted)}, and ${is}.`,
      next: 'Name the digest alone to run that very image, or the tag alone to run what it is now.',
      steps: [
        { do: 'set-image', ref, ...named, image: wanted, label: `Run ${shortDigest(wanted)}` },
        ...(now === undefined ? [] : [{ do: 'set-image', ref, ...named, image: tag, label: `Run what ${tag} is now` }]),
      ] as ServiceStep[],
    });
  }
}

/** A revision was registered for a deployment that AWS then refused, and could not be taken back. */
export class RevisionLeftError extends UserError {
  constructor(
    readonly revision: string,
    refusal: unknown,
    cause: unknown,
  ) {
    const [refused, why] = [refusal, cause].map(messageOf);
    super({
      what: `Nothing was deployed, but the revision ${revision} was left behind.`,
      why: `${refused} Taking the revision back failed too: ${why}`,
      next: `Deregister ${revision}: what starts tasks of its family's newest revision would take it.`,
      cause,
    });
  }
}

/** No deployment of the service is under way that could be ended. */
export class NothingUnderWayError extends UserError {
  /** @param back what ECS is bringing back already, where it is */
  constructor(ref: ServiceRef, back?: string) {
    const words = serviceWords(ref);
    super(
      back === undefined
        ? {
            what: `There is nothing to cancel: no deployment of ${words} is under way.`,
            next: 'Look at what runs, or see what it could be rolled back to.',
            steps: [{ do: 'roll-back', ref } as ServiceStep, lookAt(ref)],
          }
        : {
            what: `There is nothing to cancel: ECS is bringing ${words} back to ${back} already.`,
            next: 'Wait until it has; its message says so.',
            steps: [lookAt(ref)],
          },
    );
  }
}

/** A deployment ended by itself before it could be. */
export class DeploymentOverError extends UserError {
  constructor(ref: ServiceRef) {
    super({
      what: `Nothing was cancelled: the deployment of ${serviceWords(ref)} is over.`,
      why: 'It ended by itself a moment before.',
      next: 'Look at what came of it.',
      steps: [lookAt(ref)],
    });
  }
}

/** A deployment does not wait for anybody any more, at that hook. */
export class HookOverError extends UserError {
  /** @param known who has decided, or what AWS said, where that is known */
  constructor(ref: ServiceRef, { decided, cause }: { decided?: Decided | undefined; cause?: unknown } = {}) {
    const by = decided && (decided.actor.name ?? decided.actor.id);
    super({
      what: `Nothing was done: the deployment of ${serviceWords(ref)} does not wait there any more.`,
      why: decided
        ? `${by} has let it ${decided.action === 'CONTINUE' ? 'go on' : 'go back'} already.`
        : cause === undefined
          ? 'Somebody decided a moment before, its time ran out, or it ended.'
          : messageOf(cause),
      next: 'Look at how it goes; where it waits again, its message says so.',
      steps: [lookAt(ref)],
      ...(cause === undefined ? {} : { cause }),
    });
  }
}

/** There is nothing to go back to. */
export class NothingGoodError extends UserError {
  /** @param gone what ran well, and is not in its registry any more */
  constructor(ref: ServiceRef, gone: readonly string[]) {
    const words = serviceWords(ref);
    super({
      what: `Nothing was changed: I know of nothing that ${words} could go back to.`,
      why:
        gone.length > 0
          ? `${gone.join(', ')} ran well, and ${gone.length === 1 ? 'is' : 'are'} not in the registry any more.`
          : 'ECS remembers no other deployment of it that succeeded and lasted.',
      next: 'Deploy an image that is there.',
      steps: [{ do: 'set-image', ref } as ServiceStep, lookAt(ref)],
    });
  }
}

/** A version that was offered is none that there is to go back to by now. */
export class NoLongerOfferedError extends UserError {
  constructor(ref: ServiceRef) {
    super({
      what: `Nothing was changed: ${serviceWords(ref)} has been set to that already, or has changed since it was offered.`,
      next: 'Look how it is, and give the command again if you still want it.',
      steps: [lookAt(ref)],
    });
  }
}

/** ECS has begun a deployment, and does not list it yet. */
export class NotShownYetError extends UserError {
  constructor(ref: ServiceRef) {
    super({
      what: `Nothing was cancelled: ECS does not list the deployment of ${serviceWords(ref)} yet, or does not let me read it.`,
      next: 'Try again in a few seconds.',
      steps: [lookAt(ref)],
    });
  }
}

/** The service is of a kind whose deployments somebody else makes, or is not active. */
export class NotDeployableError extends UserError {
  constructor({ ref, controller, status }: Pick<EcsService, 'ref' | 'controller' | 'status'>) {
    super({
      what: `Nothing was changed: I cannot deploy to ${ref.service}.`,
      why: status === 'ACTIVE' ? CONTROLLERS[controller] : `ECS says that it is ${status.toLowerCase()}.`,
      next: status === 'ACTIVE' ? NEXT[controller] : undefined,
      steps: [lookAt(ref)],
    });
  }
}

const CONTROLLERS: Record<EcsService['controller'], string> = {
  ECS: 'It is deployed by ECS.',
  CODE_DEPLOY: 'AWS CodeDeploy makes its deployments (deployment controller CODE_DEPLOY).',
  EXTERNAL: 'Its task sets are made by another deployment controller (EXTERNAL).',
};

const NEXT: Record<EcsService['controller'], string> = {
  ECS: '',
  CODE_DEPLOY: 'Create the deployment in CodeDeploy; I can show how the service is, and scale it.',
  EXTERNAL: 'Deploy with that controller; I can show how the service is, and scale it.',
};
