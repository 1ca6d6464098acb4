import type { Part } from '../../kernel/part';
import type { ServiceRef } from '../services/service-ref.types';

/** How many tasks: wanted, running, and on their way. */
export interface TaskCounts {
  desired: number;
  running: number;
  pending: number;
}

/** A container of a task definition, with the image that it is set to. */
export interface EcsContainer {
  name: string;
  /** As the task definition says it: `123….dkr.ecr.us-west-2.amazonaws.com/primes-api:1.0.0`. */
  image: string;
  tag?: string;
  /** The digest it is pinned to, or that ECS resolved its tag to for this service, where ECS says so. */
  digest?: string;
  /**
   * Whether its version is the service's: the container behind the load balancer, the only one, or the only one that is
   * no sidecar. In a task of several containers none may be: then no version may be called the service's.
   */
  main: boolean;
  /** The most memory it may have, in MiB: its own limit, or the task's. */
  memoryMiB?: number;
  /** That limit is its own. */
  ownMemory?: true;
  /** The task goes on without it; undefined where it does not, or it is not known. */
  essential?: false;
}

/** One deployment as DescribeServices shows it. */
export interface EcsDeployment {
  /** `ecs-svc/…` */
  id: string;
  primary: boolean;
  /** `primes-api:41` */
  revision: string;
  /** Of that revision; the main one first. */
  containers: Part<EcsContainer[]>;
  rollout: 'in-progress' | 'completed' | 'failed';
  /** In ECS's words. */
  reason?: string;
  counts: TaskCounts;
  /** Tasks that did not start or did not stay healthy, in a row. */
  failedTasks: number;
  /** Milliseconds since the epoch. */
  createdAt: number;
  updatedAt: number;
}

/** A task set of a service whose deployments CodeDeploy or somebody else's controller makes. */
export interface EcsTaskSet {
  id: string;
  primary: boolean;
  revision: string;
  steady: boolean;
  counts: TaskCounts;
}

/** A container behind a load balancer. */
export interface BalancedContainer {
  container: string;
  targetGroupArn?: string;
  /** Where deployments send the traffic from one target group to the other: the other. */
  alternateTargetGroupArn?: string;
  /** There is a listener for test traffic. */
  isTested?: true;
}

/** A service event. */
export interface ServiceEvent {
  id: string;
  /** Milliseconds since the epoch. */
  at: number;
  /** In ECS's words: not escaped for Slack. */
  message: string;
}

/**
 * One ECS service, as one look shows it: what it is set to (`revision`, `containers`, `counts.desired`), what runs
 * (`deployments`, `taskSets`), and how it is deployed. Read once for a command and handed on.
 */
export interface EcsService {
  ref: ServiceRef;
  /** When ECS said so, milliseconds since the epoch. */
  at: number;
  /** `ACTIVE`, `DRAINING` or `INACTIVE`. */
  status: string;
  /** Who carries out its deployments: only ECS's own can be started, followed and taken back through UpdateService. */
  controller: 'ECS' | 'CODE_DEPLOY' | 'EXTERNAL';
  /** A daemon runs one task on each container instance: there is no number of tasks to set. */
  scheduling: 'REPLICA' | 'DAEMON';
  counts: TaskCounts;
  /** The task definition it is set to: `primes-api:41`; the primary task set's where it has task sets. None where neither is. */
  revision?: string;
  /** Of that task definition; the main one first. */
  containers: Part<EcsContainer[]>;
  /** The deployments that have tasks, the primary one first. */
  deployments: EcsDeployment[];
  taskSets: EcsTaskSet[];
  /** What its load balancers send requests to. */
  balanced: BalancedContainer[];
  circuitBreaker: { on: boolean; rollback: boolean };
  /**
   * How many of the tasks that are wanted have to run while it is deployed, and how many may, in percent of them. None
   * where a deployment brings all new tasks beside the old ones (blue/green and its like).
   */
  room?: RoomPercent;
  /** The alarms that end a deployment of it, by name; none where they are switched off. */
  deploymentAlarms: readonly string[];
  /** For how long what health checks find of a new task does not count, in seconds; undefined where it counts at once. */
  graceSeconds?: number;
  /** Its tasks run, or may run, on Fargate Spot. */
  spot?: true;
  /** Nothing is under way, and as many tasks run as are wanted. */
  steady: boolean;
  /** Newest first, at most 100: ECS keeps no more. */
  events: ServiceEvent[];
}

/** As a service is set to, in percent of the tasks that are wanted. */
export interface RoomPercent {
  minimumHealthyPercent: number;
  maximumPercent: number;
}

/** How old an answer may be. */
export interface Freshness {
  /** Milliseconds; 0, which is what it is when left out, asks ECS now. What is to be changed is looked at now. */
  maxAgeMs?: number;
}
