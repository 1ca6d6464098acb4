import type { Part } from '../../kernel/part';
import type { ServiceRef } from '../services/service-ref.types';
import type { EcsContainer, EcsService } from './ecs-service.types';

/** A metric's newest value. */
export interface Datapoint {
  /** Percent of what the tasks are given; may be above 100. */
  percent: number;
  /** When the minute it is about began, milliseconds since the epoch. */
  at: number;
}

/** CPU and memory of a service; a service without tasks has neither. */
export interface ServiceLoad {
  cpu?: Datapoint;
  memory?: Datapoint;
}

/** An alarm that watches a service. */
export interface ServiceAlarm {
  name: string;
  state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
  /** Milliseconds since the epoch. */
  since: number;
  /** In CloudWatch's words. */
  reason: string;
  metric: string;
  threshold: number;
  /** Whether target tracking made it, and for which of its two directions. */
  tracking?: 'high' | 'low';
  /** The low alarm of target tracking in ALARM: so it stands whenever a service idles, and nothing is wrong. */
  idle: boolean;
}

/** Fewest and most tasks that automatic scaling keeps. */
export interface TaskRange {
  min: number;
  max: number;
}

/** What somebody has switched off of automatic scaling. */
export interface SuspendedScaling {
  /** Load takes no tasks away. */
  in: boolean;
  /** Load adds no tasks. */
  out: boolean;
  /** Scheduled actions change nothing. */
  scheduled: boolean;
}

/** A service as a scalable target. */
export interface ScalableRange extends TaskRange {
  suspended: SuspendedScaling;
}

/** What a deployment brings, or brought back. */
export interface BroughtRevision {
  /** `primes-api:41`; none where ECS does not say it any more. */
  revision?: string;
  /** Of the main container; none where no container's version is the service's. */
  image?: Pick<EcsContainer, 'image' | 'tag' | 'digest'>;
  /** The main container's name, where its task has others too: the version then says whose it is. */
  container?: string;
}

/** The newest deployment of a service that AWS knows of, whoever started it. */
export interface LastDeployment extends BroughtRevision {
  /** In ECS's word: `SUCCESSFUL`, `ROLLBACK_SUCCESSFUL` (what it brought failed, and `restored` is back). */
  status: string;
  /** In ECS's words. */
  reason?: string;
  /** Milliseconds since the epoch. */
  createdAt: number;
  startedAt?: number;
  finishedAt?: number;
  /** What was brought back, or is being brought back, because what this one brings failed or was stopped. */
  restored?: BroughtRevision;
}

/** Everything about one service now. What could not be found out says why, and hides nothing else. */
export interface ServiceObservation {
  /** When it was observed, milliseconds since the epoch. */
  at: number;
  service: EcsService;
  /** Undefined where automatic scaling is not set up. */
  range: Part<ScalableRange | undefined>;
  load: Part<ServiceLoad>;
  alarms: Part<ServiceAlarm[]>;
  lastDeployment: Part<LastDeployment | undefined>;
}

/** One line of the table of all services. */
export interface ServiceLine {
  ref: ServiceRef;
  service: Part<EcsService>;
}
