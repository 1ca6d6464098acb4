import type { DeploymentConfiguration, ServiceDeploymentStatus } from '@aws-sdk/client-ecs';
import type { AlarmMonitor } from './alarm-monitor';
import type { Deployment } from './deployment';
import type { Lifecycle } from './lifecycle';

/** How many tasks of a revision were asked for, run, and are on their way. */
export interface RevisionCounts {
  arn: string;
  requested: number;
  running: number;
  pending: number;
}

/** Whether a service deployment can still change. */
export const ONGOING: ReadonlySet<ServiceDeploymentStatus> = new Set([
  'PENDING',
  'IN_PROGRESS',
  'STOP_REQUESTED',
  'ROLLBACK_REQUESTED',
  'ROLLBACK_IN_PROGRESS',
]);

/**
 * What DescribeServiceDeployments tells of one deployment, while it runs and for as long as the service lives. A roll-back
 * belongs to the record of the deployment that failed; it has none of its own.
 */
export class ServiceDeploymentRecord {
  status: ServiceDeploymentStatus = 'PENDING';
  statusReason?: string;
  startedAt?: number;
  finishedAt?: number;
  stoppedAt?: number;
  updatedAt: number;
  rollback?: { reason: string; startedAt: number; serviceRevisionArn: string };
  /** Undefined for a rolling update. */
  lifecycle?: Lifecycle;
  /** Whether a task of the new revision has run, from when on its alarms count. */
  watched = false;
  /** Epoch ms since which everything is as it was asked to be, and is only watched. */
  bakingSince?: number;
  /** Undefined while the service has no circuit breaker. */
  breaker?: { triggered: boolean; failureCount: number; threshold: number };

  constructor(
    readonly arn: string,
    readonly deployment: Deployment,
    readonly configuration: DeploymentConfiguration,
    /** The revisions it replaces. */
    public sources: RevisionCounts[],
    public target: RevisionCounts,
    readonly alarms: AlarmMonitor,
    readonly createdAt: number,
  ) {
    this.updatedAt = createdAt;
  }

  /** How long it is watched once everything is as it was asked to be, AWS seconds. What is rolled back is not watched. */
  get bakeSeconds(): number {
    if (this.rollback) return 0;
    return (this.configuration.bakeTimeInMinutes ?? 0) * 60 || this.alarms.bakeSeconds;
  }

  get ongoing(): boolean {
    return ONGOING.has(this.status);
  }

  turn(status: ServiceDeploymentStatus, now: number, reason?: string): void {
    this.status = status;
    this.statusReason = reason ?? this.statusReason;
    this.updatedAt = now;
    if (status === 'IN_PROGRESS') this.startedAt = now;
    else this.lifecycle?.hooks.abandon();
    if (this.ongoing) return;
    this.finishedAt = now;
    if (status === 'STOPPED') this.stoppedAt = now;
  }
}
