import { Injectable } from '@nestjs/common';
import { imageOf, isDigest, parseImage } from '../images/image-ref.types';
import { ImagesService, RegistryUnreadableError } from '../images/images.service';
import type { ServiceRef } from '../services/service-ref.types';
import { chooseContainer, chooseTagOrDigest } from './containers';
import { DeploymentLock } from './deployment.lock';
import type { DeploymentHandle, DeploymentPlan, PlannedImage, UnderWay } from './deployment.types';
import { DeploymentRepository, EcsDeploymentsLook } from './deployments.port';
import type { DeployedService } from './deployments.port';

/** Works out what a deployment would change. */
@Injectable()
export class DeploymentPlanner {
  constructor(
    private readonly look: EcsDeploymentsLook,
    private readonly images: ImagesService,
    private readonly repository: DeploymentRepository,
    private readonly lock: DeploymentLock,
  ) {}

  /** @see DeploymentsService.plan */
  async plan(ref: ServiceRef, change: { image: string; container?: string }): Promise<DeploymentPlan> {
    await this.lock.check(ref);
    const service = await this.look.service(ref);
    const { containers } = await this.look.containers(ref, service.revision);
    const container = chooseContainer(ref, { containers, balanced: service.balanced }, change);
    const { repository } = parseImage(container.image);
    const wanted = chooseTagOrDigest(ref, change.image, repository);
    const [from, { to, unchecked }, underWay] = await Promise.all([
      this.from(ref, container),
      this.to(ref, repository, wanted, container.name),
      this.underWay(ref, service),
    ]);
    const plan = { ref, container: container.name, from, to, plannedFrom: service.revision, desired: service.desired };
    return {
      ...plan,
      same: isSame(service, from, to),
      ...(unchecked ? { unchecked } : {}),
      ...(underWay ? { underWay } : {}),
    };
  }

  /** The revision that the service is set to now. */
  async current(ref: ServiceRef): Promise<string> {
    return (await this.look.service(ref)).revision;
  }

  /** The deployment that brings `revision`, where the service is set to that one. */
  async bringing(ref: ServiceRef, revision: string): Promise<DeploymentHandle | undefined> {
    const service = await this.look.service(ref);
    const primary = service.revision === revision && service.deployments.find((deployment) => deployment.primary);
    return primary ? { id: primary.id, revision } : undefined;
  }

  private async from(ref: ServiceRef, { name, image }: { name: string; image: string }): Promise<PlannedImage> {
    const running = (await this.images.of(ref)).find(({ container }) => container === name);
    const { tag, digest } = parseImage(image);
    const known = digest ?? (running?.image === image ? running.digest : undefined);
    return { image, ...(tag ? { tag } : {}), ...(known ? { digest: known } : {}) };
  }

  private async to(
    ref: ServiceRef,
    repository: string,
    wanted: string,
    container: string,
  ): Promise<{ to: PlannedImage; unchecked?: string }> {
    const to = { image: imageOf(repository, wanted), ...(isDigest(wanted) ? { digest: wanted } : { tag: wanted }) };
    try {
      const { digest, pushedAt } = await this.images.find(ref, wanted, container);
      return { to: { ...to, digest, pushedAt } };
    } catch (error) {
      if (!(error instanceof RegistryUnreadableError)) throw error;
      return { to, unchecked: error.message };
    }
  }

  private async underWay(ref: ServiceRef, { deployments }: DeployedService): Promise<UnderWay | undefined> {
    const live = deployments.find(({ primary, rollout }) => primary && rollout === 'in-progress');
    if (live === undefined) return undefined;
    const latest = await this.repository.latest(ref);
    const { revision, createdAt: startedAt } = live;
    return { revision, startedAt, ...(latest?.handle.id === live.id ? { actor: latest.actor } : {}) };
  }
}

// An image whose deployment failed with nothing to roll back to is set, and yet does not run: it may be tried again.
function isSame({ deployments }: DeployedService, from: PlannedImage, to: PlannedImage): boolean {
  if (deployments.some(({ primary, rollout }) => primary && rollout === 'failed')) return false;
  return from.digest !== undefined && to.digest !== undefined ? from.digest === to.digest : from.image === to.image;
}
