import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../access/access.types';
import type { Deployment, PlannedImage, SetNow, UnsureTag } from '../../deployments/deployment.types';
import { MovedTags } from '../../deployments/moved-tags.service';
import { deploymentBasis, DeploymentsService, restarted } from '../../deployments/deployments.service';
import { shortDigest } from '../../images/image-ref.types';
import { versionOf } from '../../observations/version.types';
import type { ServiceRef } from '../../services/service-ref.types';
import { ChangeKind } from '../change-kind';
import type { Judgement, Recovered } from '../change-kind';
import type { Basis, Reason, RestartPlan, RestartWish, Summary } from '../kinds.types';
import { recoveredAs, replaces } from './image.change';

const wishSchema = z.object({ image: z.enum(['same', 'moved']).optional() });

/** New tasks of what the service is set to; ECS resolves a tag anew then, so a tag that has moved is asked about first. */
@Injectable()
export class RestartChange extends ChangeKind<'restart'> {
  override readonly name = 'restart';

  constructor(
    private readonly deployments: DeploymentsService,
    private readonly tags: MovedTags,
  ) {
    super();
  }

  override readWish(wish: unknown): RestartWish | undefined {
    return wishSchema.safeParse(wish).data;
  }

  override async plan(ref: ServiceRef, wish: RestartWish): Promise<RestartPlan> {
    const set = await this.deployments.setNow(ref);
    const unsure = await this.tags.of(ref, set.containers);
    return { ref, wish, set, version: versionOf(set.main, set.containers), unsure };
  }

  override judge({ wish, set, unsure }: RestartPlan): Judgement {
    const isUnclear = wish.image === undefined && unsure.length > 0;
    return isUnclear || set.underWay ? 'ask' : 'run';
  }

  override basis({ set, unsure }: RestartPlan): Basis {
    return restartBasis(set, unsure);
  }

  /** What the tags are was read a moment ago: the registry is not asked again. */
  override async basisNow({ ref, unsure }: RestartPlan): Promise<Basis> {
    return restartBasis(await this.deployments.setNow(ref), unsure);
  }

  override summary({ version, wish, unsure }: RestartPlan): Summary {
    const isTaken = wish.image === 'moved' && unsure.length > 0;
    return {
      from: version,
      to: isTaken ? `what ${unsure.map(({ words }) => words).join(', ')} is now` : `${version}, new tasks`,
    };
  }

  override reasons({ set, wish, unsure }: RestartPlan): Reason[] {
    return [...replaces(set.underWay), ...(wish.image === undefined ? unsure.map(reasonOf) : [])];
  }

  /** What is not said of the image is settled by whoever sees the plan: a tag that has moved is another image. */
  override pinned({ wish }: RestartPlan): RestartWish {
    return { image: wish.image ?? 'same' };
  }

  override async recover(plan: RestartPlan, actor: Actor, at: number): Promise<Recovered<'restart'>> {
    const { pinned, to } = askedOf(plan);
    return recoveredAs(await this.deployments.recover({ ...restarted(plan.set, actor, to), images: pinned, at }));
  }

  override carryOut(plan: RestartPlan, actor: Actor): Promise<Deployment> {
    return this.deployments.restart(plan.set, askedOf(plan), actor);
  }
}

/** Which images a restart pins, or what the main container's tag is now, where that is taken. */
function askedOf({ wish, set, unsure }: RestartPlan): { pinned: readonly UnsureTag[]; to?: PlannedImage } {
  if (wish.image !== 'moved') return { pinned: unsure };
  const main = unsure.find(({ container, now }) => container === set.main.name && now !== undefined);
  const { image, tag } = set.main;
  return main?.now === undefined
    ? { pinned: [] }
    : { pinned: [], to: { image, ...(tag ? { tag } : {}), digest: main.now } };
}

/** What was offered was offered for what the tags were then. */
function restartBasis({ revision, main, containers, underWay }: SetNow, unsure: readonly UnsureTag[]): Basis {
  const { key, words } = deploymentBasis(revision, versionOf(main, containers), underWay);
  const tags = unsure.map(({ container, tag, now }) => `${container}=${tag}@${now ? shortDigest(now) : ''}`);
  const are = unsure.flatMap(({ tag, now }) => (now === undefined ? [] : [` (${tag} is ${shortDigest(now)})`]));
  return { key: [key, ...tags].join(' '), words: `${words}${are.join('')}` };
}

function reasonOf({ container, tag, words, running, now, unread }: UnsureTag): Reason {
  return unread === undefined
    ? { kind: 'tag-moved', container, tag, running, ...(now === undefined ? {} : { now }) }
    : { kind: 'unchecked', image: words, why: unread };
}
