import type { Actor, Outsider } from '../access/access.types';
import type { ServiceRef } from '../services/service-ref.types';
import type { Deployment, DeploymentHandle } from './deployment.types';
import type { Relapse } from './relapse.types';
import type { Conclusion, DeploymentStatus, Followed, Since } from './snapshot.types';
import type { HookAction, RolloutState, StageNote } from './stages.types';

/** What DescribeServiceDeployments says of one. */
export interface ServiceDeploymentState {
  arn: string;
  status: DeploymentStatus;
  reason?: string;
  failures?: { count: number; threshold: number };
  rollbackReason?: string;
  /** The deployment alarms that went off. */
  alarms?: string[];
  /** How many tasks of which revisions it says there are: the same for as long as none starts or stops. */
  counts?: string;
  /** The way on which it is, where ECS says so. */
  rollout?: RolloutState;
  /** How long the last deployment of the service took that succeeded before it, milliseconds. */
  lastTookMs?: number;
}

/** Operate door: what changes a service's task definition. */
export abstract class EcsDeploymentsOperate {
  /**
   * Registers `revision` again with the images of some containers changed, and everything else, tags included, as it was.
   * @returns the new revision, `primes-api:42`
   */
  abstract register(
    ref: ServiceRef,
    change: { revision: string; images: readonly { container: string; image: string }[] },
    actor: Actor,
  ): Promise<string>;
  /** Takes a revision back that nothing is set to: no new task can be started from it. */
  abstract deregister(ref: ServiceRef, revision: string, actor: Actor): Promise<void>;
  /** Starts a new deployment of what the service is set to; ECS resolves its tags anew. */
  abstract redeploy(ref: ServiceRef, revision: string, actor: Actor): Promise<DeploymentHandle>;
  /**
   * Ends a service deployment that is under way; ECS then brings back what the service ran before.
   * @param arn of the service deployment
   * @throws DeploymentOverError when it is not under way any more
   */
  abstract stop(ref: ServiceRef, arn: string, actor: Actor): Promise<void>;
  /**
   * Has ECS go on with a service deployment that waits at a PAUSE hook, or go back.
   * @param decision.arn of the service deployment
   * @throws HookOverError when it does not wait there any more
   */
  abstract decide(
    ref: ServiceRef,
    decision: { arn: string; hook: string; action: HookAction },
    actor: Actor,
  ): Promise<void>;
  /** Sets the service to a revision, which starts a deployment. */
  abstract update(ref: ServiceRef, revision: string, actor: Actor): Promise<DeploymentHandle>;
}

/** Where started deployments are kept. */
export abstract class DeploymentRepository {
  /** Keeps a deployment that was started, or what became known of it since. */
  abstract save(deployment: Deployment): Promise<void>;
  /** The deployment of a service that has not ended, if there is one. */
  abstract open(ref: ServiceRef): Promise<Deployment | undefined>;
  /** The deployment of a service that was started last, ended or not. */
  abstract latest(ref: ServiceRef): Promise<Deployment | undefined>;
  /** The deployments of a service that are remembered, the newest first: so many at most. */
  abstract history(ref: ServiceRef, limit: number): Promise<readonly Deployment[]>;
  /** Marks a deployment as ended: whoever wants another one need not wait for it. */
  abstract end(id: string): Promise<void>;
  /** Those that are to be followed on, oldest first. */
  abstract followed(): Promise<Followed[]>;
  /** Remembers what goes wrong with one that is followed, or that nothing does. */
  abstract note(id: string, failing: Since | undefined): Promise<void>;
  /** Remembers the stage that it is in, or that it is in none. */
  abstract stage(id: string, stage: StageNote | undefined): Promise<void>;
  /**
   * That it is done was told.
   * @param doneAt when ECS called it done, milliseconds since the epoch
   */
  abstract settle(id: string, doneAt: number): Promise<void>;
  /** Remembers what went wrong with it after it was done. */
  abstract relapse(id: string, relapse: Relapse): Promise<void>;
  /** Its end was told, and it has settled: nobody has to follow it any more. */
  abstract leave(id: string): Promise<void>;
  /** Keeps who started one that others started. */
  abstract name(id: string, doer: Outsider): Promise<void>;
  /** Keeps what came of one, in the place of what was known of that before. */
  abstract conclude(id: string, conclusion: Conclusion): Promise<void>;
  /** What came of one; undefined where that is not known, or not yet. */
  abstract conclusion(id: string): Promise<Conclusion | undefined>;
}
