import type { EcsService } from '../observations/ecs-service.types';
import type { ServiceRef } from '../services/service-ref.types';
import type { LoggedContainer } from '../logs/logs.types';
import type { DeploymentHandle } from './deployment.types';
import type { ServiceDeploymentState } from './deployments.port';
import type { Difference, GoodVersion } from './rollback.types';
import type { LastLines, StoppedTask } from '../causes/evidence.types';

/** A task of a service that runs, and what its health checks say. */
export interface RunningTask {
  /** 32 hexadecimal digits. */
  id: string;
  /** The deployment that started it: `ecs-svc/…`. */
  startedBy: string;
  /** When its containers began to run, milliseconds since the epoch, where that is known. */
  startedAt?: number;
  /** `waiting`: nothing has been found out yet. `unchecked`: nothing checks it. */
  health: 'healthy' | 'unhealthy' | 'waiting' | 'unchecked';
  /** What was found, where it is unhealthy, in AWS's words. */
  reason?: string;
  /** The port that was asked. */
  port?: number;
}

/** A revision, and the service that is set to it. */
export interface RevisionOf {
  ref: ServiceRef;
  /** `primes-api:41` */
  revision: string;
}

/** Look door: what ran before, and what its revisions are. */
export abstract class EcsDeploymentHistory {
  /** What deployments brought that SUCCEEDED, the newest first; ECS remembers them for 90 days. */
  abstract succeeded(ref: ServiceRef): Promise<GoodVersion[]>;
  /** What is otherwise in the revision `to` than in `from`. */
  abstract differences(ref: ServiceRef, from: string, to: string): Promise<Difference[]>;
  /** What is otherwise in one service's revision than in another's, which may be in another environment. */
  abstract between(from: RevisionOf, to: RevisionOf): Promise<Difference[]>;
}

/** Look door: a deployment as it goes. What is asked at the same time of several shares its calls. */
export abstract class EcsRollouts {
  /** @throws ServiceNotFoundError when there is no such service */
  abstract service(ref: ServiceRef): Promise<EcsService>;
  /** The service deployment of a handle; undefined while AWS shows none. */
  abstract state(ref: ServiceRef, handle: DeploymentHandle): Promise<ServiceDeploymentState | undefined>;
  /** The tasks that run, of all its deployments, with their health at the service's load balancers or in themselves. */
  abstract runningTasks(service: EcsService): Promise<RunningTask[]>;
  /**
   * The tasks started by this deployment that stopped, those stopped by scaling or by the scheduler's own doing left out.
   * @param known ids that need not be looked at again
   */
  abstract stoppedTasks(ref: ServiceRef, handle: DeploymentHandle, known: ReadonlySet<string>): Promise<StoppedTask[]>;
}

/** Deployments as they go, and what more there is to say of one that fails. */
export abstract class RolloutEvidence extends EcsRollouts {
  /** What a container wrote last, secrets masked; undefined where it wrote nothing, or that cannot be read. */
  abstract lastLines(of: LoggedContainer): Promise<LastLines | undefined>;
  /** What is otherwise in the revision `to` than in `from`; undefined where that cannot be read. */
  abstract differences(ref: ServiceRef, from: string, to: string): Promise<Difference[] | undefined>;
}
