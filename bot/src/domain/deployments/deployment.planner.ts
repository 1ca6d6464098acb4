import { Injectable } from '@nestjs/common';
import { isUnknown } from '../../kernel/part';
import { UserError } from '../../kernel/user-error';
import { imageOf, isDigest, parseImage } from '../images/image-ref.types';
import type { ImageDetails } from '../images/image.types';
import { RegistryUnreadableError, UnknownImageError } from '../images/images.errors';
import { ImagesService } from '../images/images.service';
import type { EcsContainer, EcsService } from '../observations/ecs-service.types';
import type { LastDeployment } from '../observations/observation.types';
import { ObservationsService } from '../observations/observations.service';
import { broughtBy, versionOf } from '../observations/version.types';
import { isServiceStep, lookAt } from '../services/next-step.types';
import type { ServiceRef } from '../services/service-ref.types';
import { NotPermittedError } from '../services/services.errors';
import { deploymentBasis } from './basis';
import type {
  ContainerChoices,
  Deployment,
  DeploymentHandle,
  DeploymentPlan,
  ImageAsked,
  ImageChoices,
  PlannedImage,
  SetNow,
  UnderWay,
} from './deployment.types';
import { ContainerChoiceError, NotDeployableError, TagMovedError } from './deployments.errors';
import { DeploymentRepository } from './deployments.port';
import { lastGoodOf, runsWell } from './last-good';
import { termsOf } from './terms';
import { chooseContainer, chooseImage } from './wanted-image';
import type { WantedImage } from './wanted-image';

/** Where an image is looked for, and for which container where its service has several. */
interface Registry {
  ref: ServiceRef;
  repository: string;
  container?: string;
}

/** So far back is looked for an image that ran well. */
const REMEMBERED = 20;

/** Works out what a deployment would change. */
@Injectable()
export class DeploymentPlanner {
  constructor(
    private readonly services: ObservationsService,
    private readonly images: ImagesService,
    private readonly repository: DeploymentRepository,
  ) {}

  /** @see DeploymentsService.plan */
  async plan(ref: ServiceRef, asked: ImageAsked): Promise<DeploymentPlan> {
    const service = await this.services.look(ref);
    const { revision, containers } = deployable(service);
    const underWay = await this.underWay(service);
    try {
      return await this.planFrom(service, { revision, containers, underWay }, asked);
    } catch (error) {
      throw offeredFrom(error, deploymentBasis(revision, broughtBy({ revision, containers }), underWay));
    }
  }

  private async planFrom(
    { ref, counts, ...service }: EcsService,
    { revision, containers, underWay }: Pick<SetNow, 'revision' | 'containers'> & { underWay: UnderWay | undefined },
    asked: ImageAsked,
  ): Promise<DeploymentPlan> {
    const container = chooseContainer(ref, containers, asked);
    const wanted = chooseImage(ref, asked.image, container);
    const several = containers.length > 1;
    const { repository } = parseImage(container.image);
    const registry = { ref, repository, ...(several ? { container: container.name } : {}) };
    const { to, unchecked } = await this.to(registry, wanted, asked.digest);
    const from = plannedImage(container);
    return {
      ref,
      container: container.name,
      several,
      from,
      to,
      plannedFrom: revision,
      desired: counts.desired,
      same: isSame(service, from, to),
      ranWell: runsWell({ ...service, counts }),
      terms: termsOf(service),
      ...(unchecked ? { unchecked } : {}),
      ...(underWay ? { underWay } : {}),
    };
  }

  /** @see DeploymentsService.setNow */
  async setNow(ref: ServiceRef): Promise<SetNow> {
    const service = await this.services.look(ref);
    const { revision, containers } = deployable(service);
    const underWay = await this.underWay(service);
    const main = containers.find((container) => container.main) ?? containers[0];
    if (main === undefined) throw new NotDeployableError(service);
    const { desired } = service.counts;
    const ranWell = runsWell(service);
    return { ref, revision, containers, main, desired, ranWell, ...(underWay ? { underWay } : {}) };
  }

  /** @see DeploymentsService.choices */
  async choices(ref: ServiceRef, limit: number, named?: string): Promise<ImageChoices | ContainerChoices> {
    const service = await this.services.look(ref);
    const { revision, containers } = deployable(service);
    const underWay = await this.underWay(service);
    const container = containers.find(named === undefined ? ({ main }) => main : ({ name }) => name === named);
    if (container === undefined && named === undefined) return { kind: 'containers', ref, containers };
    if (container === undefined) throw new ContainerChoiceError(ref, containers, named);
    const { repository } = parseImage(container.image);
    const images = await this.images.newestIn(ref, repository, limit);
    const basis = deploymentBasis(revision, versionOf(container, containers), underWay);
    const several = containers.length > 1;
    const serving = servingIn(service, container.name);
    const lastGood = lastGoodOf(await this.remembered(ref), container);
    return {
      kind: 'images',
      ref,
      container,
      several,
      images,
      serving,
      basis,
      ...(lastGood === undefined ? {} : { lastGood }),
      ...(underWay ? { underWay } : {}),
    };
  }

  /** The service as it is now. */
  current(ref: ServiceRef): Promise<EcsService> {
    return this.services.look(ref);
  }

  /** The newest deployment of a service as ECS remembers it; undefined also where the bot may not read that. */
  last(ref: ServiceRef): Promise<LastDeployment | undefined> {
    return this.services.lastDeployment(ref).catch((error: unknown) => {
      if (error instanceof NotPermittedError) return undefined;
      throw error;
    });
  }

  /** The deployment that brings `revision`, where the service is set to that one. */
  async bringing(ref: ServiceRef, revision: string): Promise<DeploymentHandle | undefined> {
    const service = await this.services.look(ref);
    const primary = service.revision === revision && service.deployments.find((deployment) => deployment.primary);
    return primary ? { id: primary.id, revision } : undefined;
  }

  /** What ran well before is good to know, and no more than that. */
  private remembered(ref: ServiceRef): Promise<readonly Deployment[]> {
    return this.repository.history(ref, REMEMBERED).catch(() => []);
  }

  private async underWay(service: EcsService): Promise<UnderWay | undefined> {
    const live = service.deployments.find(({ primary, rollout }) => primary && rollout === 'in-progress');
    if (live === undefined) return undefined;
    const { id, revision, createdAt: startedAt } = live;
    // By whom it was started is good to know, and no more than that.
    const latest = await this.repository.latest(service.ref).catch(() => undefined);
    const actor = latest?.handle.id === id ? { actor: latest.actor } : {};
    return { id, revision, version: broughtBy(live), startedAt, ...actor };
  }

  private async to(
    registry: Registry,
    wanted: WantedImage,
    offered: string | undefined,
  ): Promise<{ to: PlannedImage; unchecked?: string }> {
    const { repository } = registry;
    const required = wanted.digest ?? offered;
    try {
      const found = await this.find(registry, wanted, required);
      // A digest is what is meant; the tag that it has now is kept beside it, because that is what people call it.
      const tag = wanted.tag ?? found.tags[0];
      const named = tag === undefined ? {} : { tag };
      const image = imageOf(repository, { ...named, ...(wanted.digest ? { digest: found.digest } : {}) });
      return { to: { image, ...named, digest: found.digest, pushedAt: found.pushedAt } };
    } catch (error) {
      // The beginning of a digest is none that a task could run, and only the registry knows the rest.
      if (!(error instanceof RegistryUnreadableError) || (required && !isDigest(required))) throw error;
      const to = { ...wanted, ...(required ? { digest: required } : {}) };
      return { to: { image: imageOf(repository, to), ...to }, unchecked: error.why ?? error.message };
    }
  }

  private async find(
    { ref, repository, container }: Registry,
    { tag, digest }: WantedImage,
    required: string | undefined,
  ): Promise<ImageDetails> {
    try {
      const found = await this.images.findIn(ref, repository, tag ?? digest ?? '', container);
      const isMeant = tag === undefined || required === undefined || found.digest.startsWith(required);
      if (isMeant) return found;
      throw new TagMovedError({ ref, tag, container }, required, found.digest);
    } catch (error) {
      if (error instanceof UnknownImageError && tag !== undefined && required !== undefined) {
        throw new TagMovedError({ ref, tag, container }, required, undefined);
      }
      throw error;
    }
  }
}

/** What is offered instead of what cannot be planned is offered from the same world, as a plan is. */
function offeredFrom(error: unknown, from: { key: string; words: string }): unknown {
  if (error instanceof UserError) {
    error.steps = error.steps.map((step) =>
      isServiceStep(step) && step.do === 'set-image' && step.image !== undefined ? { ...step, from } : step,
    );
  }
  return error;
}

/** @throws NotDeployableError where UpdateService is not the way, UserError where the task definition cannot be read */
function deployable(service: EcsService): { revision: string; containers: EcsContainer[] } {
  const { ref, controller, status, revision, containers } = service;
  if (controller !== 'ECS' || status !== 'ACTIVE' || revision === undefined) throw new NotDeployableError(service);
  if (!isUnknown(containers)) return { revision, containers };
  throw new UserError({
    what: `Nothing was changed: I cannot read the task definition ${revision} of ${ref.service}.`,
    why: containers.unknown,
    steps: [lookAt(ref)],
  });
}

/** The image that a container is set to. */
export function plannedImage({ image, tag, digest }: EcsContainer): PlannedImage {
  return { image, ...(tag ? { tag } : {}), ...(digest ? { digest } : {}) };
}

/** The digests of what a container's tasks run: while a deployment is under way that is not what the service is set to. */
function servingIn({ deployments }: EcsService, container: string): string[] {
  return deployments
    .filter(({ counts }) => counts.running > 0)
    .flatMap(({ containers }) => (isUnknown(containers) ? [] : containers))
    .flatMap(({ name, digest }) => (name === container && digest ? [digest] : []));
}

// An image whose deployment failed with nothing to roll back to is set, and yet does not run: it may be tried again.
function isSame({ deployments }: Pick<EcsService, 'deployments'>, from: PlannedImage, to: PlannedImage): boolean {
  if (deployments.some(({ primary, rollout }) => primary && rollout === 'failed')) return false;
  return from.digest !== undefined && to.digest !== undefined ? from.digest === to.digest : from.image === to.image;
}
