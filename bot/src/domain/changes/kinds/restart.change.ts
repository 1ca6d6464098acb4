import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../access/access.types';
import type { Deployment } from '../../deployments/deployment.types';
import { deploymentBasis, DeploymentsService } from '../../deployments/deployments.service';
import { imageName, imageOf, parseImage } from '../../images/image-ref.types';
import { ImagesService, UnknownImageError } from '../../images/images.service';
import type { EcsContainer } from '../../observations/ecs-service.types';
import type { ServiceRef } from '../../services/service-ref.types';
import { ChangeKind } from '../change-kind';
import type { Judgement } from '../change-kind';
import type { Basis, MovedTag, Reason, RestartPlan, RestartWish, Summary } from '../kinds.types';
import { replaces } from './image.change';

const wishSchema = z.object({ image: z.enum(['same', 'moved']).optional() });

/** New tasks of what the service is set to; ECS resolves a tag anew then, so a tag that has moved is asked about first. */
@Injectable()
export class RestartChange extends ChangeKind<'restart'> {
  override readonly name = 'restart';

  constructor(
    private readonly deployments: DeploymentsService,
    private readonly images: ImagesService,
  ) {
    super();
  }

  override readWish(wish: unknown): RestartWish | undefined {
    return wishSchema.safeParse(wish).data;
  }

  override async plan(ref: ServiceRef, wish: RestartWish): Promise<RestartPlan> {
    const set = await this.deployments.setNow(ref);
    const tags = await Promise.all(set.containers.map((container) => this.tagOf(ref, container)));
    const unchecked = tags.find((tag) => typeof tag === 'string');
    return {
      ref,
      wish,
      set,
      version: imageName(set.main),
      moved: tags.filter((tag) => typeof tag === 'object'),
      ...(unchecked === undefined ? {} : { unchecked }),
    };
  }

  override judge({ wish, set, moved, unchecked }: RestartPlan): Judgement {
    const isUnclear = wish.image === undefined && (moved.length > 0 || unchecked !== undefined);
    return isUnclear || set.underWay ? 'ask' : 'run';
  }

  override basis({ set }: RestartPlan): Basis {
    return deploymentBasis(set.revision, imageName(set.main), set.underWay);
  }

  override async basisNow({ ref }: RestartPlan): Promise<Basis> {
    const { revision, main, underWay } = await this.deployments.setNow(ref);
    return deploymentBasis(revision, imageName(main), underWay);
  }

  override summary({ version, wish, moved }: RestartPlan): Summary {
    const taken = wish.image === 'moved' ? moved.map(({ tag }) => `what ${tag} is now`).join(', ') : '';
    return { from: version, to: taken || `${version}, new tasks` };
  }

  override reasons({ set, wish, moved, unchecked, version }: RestartPlan): Reason[] {
    const isUnclear = wish.image === undefined;
    return [
      ...replaces(set.underWay),
      ...(isUnclear ? moved.map(({ image: _image, ...tag }): Reason => ({ kind: 'tag-moved', ...tag })) : []),
      ...(isUnclear && unchecked ? [{ kind: 'unchecked' as const, image: version, why: unchecked }] : []),
    ];
  }

  /** What is not said of the image is settled by whoever sees the plan: a tag that has moved is another image. */
  override pinned({ wish }: RestartPlan): RestartWish {
    return { image: wish.image ?? 'same' };
  }

  override carryOut({ wish, set, moved }: RestartPlan, actor: Actor): Promise<Deployment> {
    const pinned = wish.image === 'same' ? moved.map((one) => ({ container: one.container, image: one.image })) : [];
    return this.deployments.restart(set, pinned, actor);
  }

  /** The tag of a container that has moved; why its registry cannot be asked; undefined where a restart changes nothing. */
  private async tagOf(
    ref: ServiceRef,
    { name, image, tag, digest }: EcsContainer,
  ): Promise<MovedTag | string | undefined> {
    const isPinned = parseImage(image).digest !== undefined;
    if (isPinned || tag === undefined || digest === undefined) return undefined;
    const { repository } = parseImage(image);
    const moved = { container: name, tag, running: digest, image: imageOf(repository, { tag, digest }) };
    try {
      const now = await this.images.findIn(ref, repository, tag);
      return now.digest === digest ? undefined : { ...moved, now: now.digest };
    } catch (error) {
      if (error instanceof UnknownImageError) return moved;
      return error instanceof Error ? error.message : String(error);
    }
  }
}
