import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../access/access.types';
import type { Deployment, PlannedImage, UnderWay } from '../../deployments/deployment.types';
import { deploymentBasis, DeploymentsService } from '../../deployments/deployments.service';
import { imageName, shortDigest } from '../../images/image-ref.types';
import type { UserError } from '../../../kernel/user-error';
import { PreflightService } from '../../preflight/preflight.service';
import type { ImagePlan } from '../../preflight/preflight.types';
import { versionOf } from '../../observations/version.types';
import type { ServiceRef } from '../../services/service-ref.types';
import { ChangeKind } from '../change-kind';
import type { Judgement, Recovered } from '../change-kind';
import type { Basis, ImageWish, Reason, Summary } from '../kinds.types';

const wishSchema = z.object({ image: z.string(), container: z.string().optional(), digest: z.string().optional() });

/** Another image for one container: a new revision of the task definition, everything else as it is, and its deployment. */
@Injectable()
export class ImageChange extends ChangeKind<'image'> {
  override readonly name = 'image';

  constructor(
    private readonly deployments: DeploymentsService,
    private readonly preflight: PreflightService,
  ) {
    super();
  }

  override readWish(wish: unknown): ImageWish | undefined {
    return wishSchema.safeParse(wish).data;
  }

  override async plan(ref: ServiceRef, wish: ImageWish): Promise<ImagePlan> {
    return this.preflight.of(await this.deployments.plan(ref, wish));
  }

  override refusal(plan: ImagePlan): UserError | undefined {
    return this.preflight.refusal(plan);
  }

  /** What would take another deployment's place, and what the registry could not be asked about, somebody looks at first. */
  override judge({ same, underWay, unchecked }: ImagePlan): Judgement {
    if (same) return 'same';
    return underWay || unchecked ? 'ask' : 'run';
  }

  override basis({ plannedFrom, from, underWay, ...whose }: ImagePlan): Basis {
    return deploymentBasis(plannedFrom, whoseVersion(whose, imageName(from)), underWay);
  }

  override async basisNow({ ref, container }: ImagePlan): Promise<Basis> {
    const { revision, containers, underWay } = await this.deployments.setNow(ref);
    const set = containers.find(({ name }) => name === container);
    return deploymentBasis(revision, set ? versionOf(set, containers) : revision, underWay);
  }

  /** A tag is no name for two images: where it has moved from one to the other, both say which. */
  override summary({ from, to, same, ...rest }: ImagePlan): Summary {
    const isMoved = !same && imageName(from) === imageName(to);
    const [was, is] = isMoved ? [exactName(from), exactName(to)] : [imageName(from), imageName(to)];
    const whose = whoseVersion(rest, was);
    if (!same) return { from: whose, to: is };
    return { from: whose, to: was === is ? whose : `${whose} (which is ${is})` };
  }

  override reasons({ underWay, unchecked, to }: ImagePlan): Reason[] {
    return [
      ...replaces(underWay),
      ...(unchecked === undefined ? [] : [{ kind: 'unchecked' as const, image: imageName(to), why: unchecked }]),
    ];
  }

  override pinned({ container, to }: ImagePlan): ImageWish {
    return { image: to.image, container, ...(to.digest === undefined ? {} : { digest: to.digest }) };
  }

  override async recover(plan: ImagePlan, actor: Actor, at: number): Promise<Recovered<'image'>> {
    const { ref, container, several, from, to, plannedFrom } = plan;
    const images = [{ container, image: to.image }];
    const intended = { ref, actor, container, several, from, to, previousRevision: plannedFrom, images, at };
    return recoveredAs(await this.deployments.recover(intended));
  }

  override carryOut(plan: ImagePlan, actor: Actor): Promise<Deployment> {
    return this.deployments.start(plan, actor);
  }
}

/** @see versionOf */
function whoseVersion({ container, several }: Pick<ImagePlan, 'container' | 'several'>, version: string): string {
  return several ? `${container} ${version}` : version;
}

/** `latest sha256:0123456789ab` */
function exactName({ image, tag, digest }: PlannedImage): string {
  const exact = digest === undefined ? '' : shortDigest(digest);
  return [tag ?? (exact ? '' : image), exact].filter(Boolean).join(' ');
}

/** What is known of a change by the deployment that it was to start. */
export function recoveredAs(deployment: Deployment | undefined | null): Recovered<'image' | 'restart' | 'rollback'> {
  if (deployment) return { made: 'yes', result: deployment };
  return { made: deployment === null ? 'unknown' : 'no' };
}

/** That a deployment under way would be replaced, where there is one. */
export function replaces(underWay: UnderWay | undefined): Reason[] {
  if (underWay === undefined) return [];
  const { version, startedAt, actor } = underWay;
  return [{ kind: 'replaces', version, startedAt, ...(actor ? { actor } : {}) }];
}
