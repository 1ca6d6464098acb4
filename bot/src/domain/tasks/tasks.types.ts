import type { Part } from '../../kernel/part';
import type { EcsService } from '../observations/ecs-service.types';
import type { ServiceRef } from '../services/service-ref.types';

/** A container of a task, as ECS shows it. */
export interface TaskContainer {
  name: string;
  /** As the task definition says it. */
  image?: string;
  /** The digest that runs. */
  digest?: string;
  exitCode?: number;
  /** In ECS's words: why it stopped, or could not be started. */
  reason?: string;
  /** As the container runtime names it. */
  runtimeId?: string;
}

/** One task. */
export interface EcsTask {
  /** 32 hexadecimal digits. */
  id: string;
  /** Its environment and cluster; and the service that it is of, which is empty where it is of none. */
  ref: ServiceRef;
  /** `primes-api:41` */
  revision: string;
  /** `ecs-svc/…`: the deployment that started it; or whatever whoever ran it said. */
  startedBy: string;
  /** In ECS's word: `PROVISIONING`, `PENDING`, `RUNNING`, `DEPROVISIONING`, `STOPPED`. */
  status: string;
  /** It is to stop, or has. */
  stopping: boolean;
  /** `waiting`: nothing has been found out yet. `unchecked`: nothing checks it. */
  health: 'healthy' | 'unhealthy' | 'waiting' | 'unchecked';
  /** What was found, where it is unhealthy, in AWS's words. */
  healthReason?: string;
  /** `us-west-2a` */
  zone?: string;
  /** Milliseconds since the epoch. */
  createdAt: number;
  startedAt?: number;
  stoppedAt?: number;
  /** In ECS's words. */
  stoppedReason?: string;
  stopCode?: string;
  containers: TaskContainer[];
}

/** One task that is to be stopped, so that ECS starts another in its place. */
export interface RecyclePlan {
  ref: ServiceRef;
  /** Its id. */
  task: string;
  /** What it runs, as people call it; its revision where no container's version is the service's. */
  version: string;
  /** What it was started as: `primes-api:41`. */
  revision: string;
  health: EcsTask['health'];
  /** Milliseconds since the epoch. */
  startedAt?: number;
  /** How many other tasks of the service run. */
  others: number;
}

/** A task that was stopped so. */
export type Recycled = RecyclePlan;

/** The tasks of a service. */
export interface ServiceTasks {
  service: EcsService;
  /** Those that run or are on their way, the newest first. */
  running: EcsTask[];
  /** Those that stopped within the last hour: ECS forgets them later. The newest first. */
  stopped: Part<EcsTask[]>;
  /** Why nobody can say whether tasks that are checked by a load balancer are healthy. */
  healthUnread?: string;
}
