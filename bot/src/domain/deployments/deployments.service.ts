import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/access.types';
import type { Cause } from '../causes/cause.types';
import type { ServiceRef } from '../services/service-ref.types';
import { DeploymentPlanner, plannedImage } from './deployment.planner';
import { DeploymentRecord } from './deployment.record';
import { DeploymentStarter } from './deployment.starter';
import type {
  ContainerChoices,
  Decided,
  Deployment,
  DeploymentPlan,
  ImageAsked,
  ImageChoices,
  PlannedImage,
  SetNow,
} from './deployment.types';
import { DeploymentWatcher } from './deployment.watcher';
import type { Conclusion, DeploymentSnapshot, Followed, Since } from './snapshot.types';
import type { Intended } from './recovery';
import { causeOf } from './diagnosis';
import { verdictOf } from './verdict';

export { deploymentBasis } from './basis';
export { causeOf, diagnosisOf } from './diagnosis';
export { momentsOf } from './moments';
export type { Moment } from './moments';
export { progressOf } from './progress';
export { riseOf } from './rise';
export { isShifting } from './stages';
export { verdictOf } from './verdict';

/**
 * What is known of a restart before ECS names it.
 * @param to what the main container's tag is now, where that is another image and is taken
 */
export function restarted(
  { ref, revision: previousRevision, main, containers, ranWell }: SetNow,
  actor: Actor,
  to?: PlannedImage,
): Omit<Deployment, 'id' | 'startedAt' | 'revision' | 'handle'> {
  const from = plannedImage(main);
  const brought = { container: main.name, several: containers.length > 1, from, to: to ?? from };
  const facts = { ...(ranWell ? { fromRanWell: true as const } : {}), ...(to ? {} : { isRestart: true as const }) };
  return { ref, actor, ...brought, previousRevision, ...facts };
}

/** Plan, start and watch. What asks for a deployment is a change: locks, rights and records are its affair. */
@Injectable()
export class DeploymentsService {
  constructor(
    private readonly planner: DeploymentPlanner,
    private readonly starter: DeploymentStarter,
    private readonly watcher: DeploymentWatcher,
    private readonly record: DeploymentRecord,
  ) {}

  /**
   * What would change if an image were deployed. Changes nothing.
   * @param asked.image a tag, a digest, both (`tag@digest`), or a full reference of a repository that a container runs from
   * @param asked.container the container to change; needed where several could be meant
   * @param asked.digest what the tag has to be
   * @throws NotDeployableError when the service's deployments are made by somebody else, or it is not active
   * @throws ContainerChoiceError when it is not clear which container
   * @throws UnknownImageError when the registry has no such image, with the newest it has
   * @throws NoSuchTagError, OtherRepositoryError when the words are no image of the service's repositories
   * @throws TagMovedError when the tag is another image than the one named or offered
   */
  plan(ref: ServiceRef, asked: ImageAsked): Promise<DeploymentPlan> {
    return this.planner.plan(ref, asked);
  }

  /**
   * What the service is set to, and what is under way.
   * @throws NotDeployableError as `plan` does
   */
  setNow(ref: ServiceRef): Promise<SetNow> {
    return this.planner.setNow(ref);
  }

  /**
   * Registers the planned task definition and sets the service to it.
   * @throws UserError when AWS refuses; the revision that was registered for it is deregistered again, or named
   */
  async start(plan: DeploymentPlan, actor: Actor): Promise<Deployment> {
    const { ref, container, several, from, to, plannedFrom } = plan;
    const images = [{ container, image: to.image }];
    const { revision, handle } = await this.starter.deploy(ref, { revision: plannedFrom, images }, actor);
    return this.record.add({
      ref,
      actor,
      container,
      several,
      from,
      to,
      revision,
      previousRevision: plannedFrom,
      handle,
      ...(plan.ranWell ? { fromRanWell: true } : {}),
    });
  }

  /**
   * Starts new tasks of what the service is set to.
   * @param images.pinned containers whose image is to be the one that runs, by digest, whatever its tag is now
   * @param images.to what the main container's tag is now, where that is another image and is taken
   * @throws UserError when AWS refuses
   */
  async restart(
    set: SetNow,
    { pinned, to }: { pinned: readonly { container: string; image: string }[]; to?: PlannedImage | undefined },
    actor: Actor,
  ): Promise<Deployment> {
    const { ref, revision: before } = set;
    const { revision, handle } =
      pinned.length > 0
        ? await this.starter.deploy(ref, { revision: before, images: pinned }, actor)
        : { revision: before, handle: await this.starter.redeploy(set, actor) };
    return this.record.add({ ...restarted(set, actor, to), revision, handle });
  }

  /**
   * The images that a container could run, newest first, and what its service is set to now.
   * @param container the one that is meant; the main one when it is left out
   * @returns which containers there are instead, where none is the main one
   * @throws RegistryUnreadableError when the registry cannot be read, NotDeployableError as `plan` does
   */
  choices(ref: ServiceRef, limit: number, container?: string): Promise<ImageChoices | ContainerChoices> {
    return this.planner.choices(ref, limit, container);
  }

  /**
   * Follows a deployment to its end: a snapshot at once, one whenever something has changed, and a last one. That is
   * terminal, or `partly` when old tasks still serve two minutes after ECS called it done. Errors of AWS do not end it:
   * the snapshot then says that it is stale, and why. One that succeeded is watched on until it has settled: a snapshot
   * whenever it has become worse since. What came of it is kept before that is handed out.
   * @param signal ends the watch early
   * @param failing what was going wrong when it was watched before
   */
  async *watch(
    deployment: Deployment,
    signal?: AbortSignal,
    failing?: Since,
  ): AsyncGenerator<DeploymentSnapshot, void> {
    for await (const snapshot of this.watcher.watch(deployment, signal, failing)) {
      const { kind, terminal } = verdictOf(snapshot);
      const { relapse, at, stale } = snapshot;
      const cause = briefly(causeOf(snapshot));
      if (relapse) await this.conclude(deployment, { kind, at: relapse.since, ...cause });
      else if (terminal && stale === undefined) await this.conclude(deployment, { kind, at, ...cause });
      yield snapshot;
    }
  }

  /**
   * Keeps what came of a deployment, for the record of what was done: in the place of what was known of that before, as
   * when it was done and fails since. Never rejects: what cannot be kept now is kept later.
   */
  conclude(deployment: Deployment, conclusion: Conclusion): Promise<void> {
    return this.record.conclude(deployment, conclusion);
  }

  /** Those whose end is still to be told, oldest first. */
  followed(): Promise<Followed[]> {
    return this.record.followed();
  }

  /** That it is done was told: after a restart it is watched on from there. */
  settle(done: DeploymentSnapshot): Promise<void> {
    return this.record.settle(done);
  }

  /** The end of a deployment was told, and it has settled: nobody follows it on after a restart. */
  leave(deployment: Deployment): Promise<void> {
    return this.record.leave(deployment);
  }

  /**
   * The deployment that was being started when the bot ended.
   * @returns undefined where it was not started, null where something else is there now, so that nobody can tell
   * @throws UserError when the service cannot be read
   */
  recover(intended: Intended): Promise<Deployment | undefined | null> {
    return this.record.recover(intended, this.planner);
  }

  /** Who decided at a hook of a deployment, where that was asked of this bot and is remembered. */
  decidedAt(deployment: Deployment, hook: string): Promise<Decided | undefined> {
    return this.record.decidedAt(deployment, hook);
  }

  /** The last deployment of the service that this bot started, ended or not, as far as it remembers. */
  latest(ref: ServiceRef): Promise<Deployment | undefined> {
    return this.record.latest(ref);
  }

  /**
   * What was last deployed from outside and succeeded, where this bot has deployed since: whoever did it, a pipeline or a
   * stack, does not know of that. Undefined also where it is not remembered any more.
   */
  lastFromOutside(ref: ServiceRef): Promise<Deployment | undefined> {
    return this.record.lastFromOutside(ref);
  }
}

/** A cause as it is kept: what containers wrote is not. */
function briefly(cause: Cause | undefined): Pick<Conclusion, 'cause'> {
  if (cause === undefined) return {};
  if (cause.of === 'deployment') return { cause };
  const { lines: _written, ...brief } = cause;
  return { cause: brief };
}
