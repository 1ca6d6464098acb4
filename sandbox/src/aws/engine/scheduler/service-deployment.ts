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
  /** Whether the old tasks go now, however many new ones there are: it was successful early, but for them. */
  letsGo = false;
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

  /** When it is successful before every task is replaced; undefined where only then. @param desired the service's desired count */
  earlySuccess(desired: number): { healthyTasks: number; isBlocking: boolean } | undefined {
    const {
      enable,
      healthyPercent = 100,
      sourceServiceRevisionCleanup,
    } = this.configuration.earlySuccessCriteria ?? {};
    if (!enable || this.rollback || this.lifecycle) return undefined;
    return {
      healthyTasks: Math.ceil((desired * healthyPercent) / 100),
      isBlocking: sourceServiceRevisionCleanup === 'BLOCKING',
    };
  }

  /** @param counts of every revision that has tasks now; a revision of its own that is not there has none */
  recount(counts: readonly RevisionCounts[]): void {
    const now = (before: RevisionCounts): RevisionCounts =>
      counts.find(({ arn }) => arn === before.arn) ?? { ...before, requested: 0, running: 0, pending: 0 };
    this.target = now(this.target);
    this.sources = this.sources.map(now);
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
