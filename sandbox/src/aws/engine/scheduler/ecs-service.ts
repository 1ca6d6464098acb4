import type {
  AvailabilityZoneRebalancing,
  DeploymentConfiguration,
  DeploymentControllerType,
  PlacementConstraint,
  PlacementStrategy,
  PropagateTags,
  SchedulingStrategy,
} from '@aws-sdk/client-ecs';
import type { Clock } from '../../../kernel/clock';
import { breakerThreshold, DEFAULT_BREAKER } from './circuit-breaker';
import type { Deployment } from './deployment';
import { EventLog } from './event-log';
import type { ServiceRevision } from './revision';
import type { RevisionCounts, ServiceDeploymentRecord } from './service-deployment';
import type { EcsTask } from './task';

/** What of a service can change without a new deployment. */
export interface ServiceSettings {
  /** Who makes its deployments. */
  controller: DeploymentControllerType;
  deploymentConfiguration: DeploymentConfiguration & { maximumPercent: number; minimumHealthyPercent: number };
  healthCheckGracePeriodSeconds?: number;
  schedulingStrategy: SchedulingStrategy;
  availabilityZoneRebalancing: AvailabilityZoneRebalancing;
  placementConstraints: PlacementConstraint[];
  placementStrategy: PlacementStrategy[];
  propagateTags: PropagateTags;
  enableECSManagedTags: boolean;
  enableExecuteCommand: boolean;
  roleArn?: string;
}

/** Who a service is. */
export interface ServiceIdentity {
  /** The ARN of whoever created it. */
  createdBy: string;
  arn: string;
  name: string;
  clusterArn: string;
  clusterName: string;
}

/** A service: what was asked for, what runs, and what happened. The scheduler moves it; operations change and read it. */
export class EcsService {
  status: 'ACTIVE' | 'DRAINING' | 'INACTIVE' = 'ACTIVE';
  /** The primary first. */
  deployments: Deployment[] = [];
  /** Deployments that have completed, oldest first: what a roll-back can go to. */
  completed: Deployment[] = [];
  /** Service deployments, newest first. */
  records: ServiceDeploymentRecord[] = [];
  readonly revisions = new Map<string, ServiceRevision>();
  /** Every task of it that is not STOPPED yet. */
  readonly tasks = new Set<EcsTask>();
  readonly events: EventLog;
  readonly createdAt: number;
  /** Of a daemon: on how many container instances it has a task. */
  hosts?: () => number;
  /** Epoch ms of the last "has reached a steady state"; undefined since something was started, stopped or asked for. */
  steadySince?: number;

  constructor(
    readonly identity: ServiceIdentity,
    public settings: ServiceSettings,
    public desiredCount: number,
    clock: Clock,
  ) {
    this.createdAt = clock.now();
    this.events = new EventLog(clock);
  }

  get name(): string {
    return this.identity.name;
  }

  get primary(): Deployment | undefined {
    return this.deployments[0];
  }

  /** The service deployment under way. */
  get ongoing(): ServiceDeploymentRecord | undefined {
    return this.records[0]?.ongoing ? this.records[0] : undefined;
  }

  /** How few healthy and how many tasks in all the service may have: the minimum rounds up, the maximum down. */
  get bounds(): { minimum: number; maximum: number } {
    const { minimumHealthyPercent, maximumPercent } = this.settings.deploymentConfiguration;
    return {
      minimum: Math.ceil((this.desiredCount * minimumHealthyPercent) / 100),
      maximum: Math.floor((this.desiredCount * maximumPercent) / 100),
    };
  }

  get breaker(): { enabled: boolean; rollback: boolean; resets: boolean; threshold: number } {
    const breaker = this.settings.deploymentConfiguration.deploymentCircuitBreaker ?? DEFAULT_BREAKER;
    return {
      enabled: breaker.enable ?? false,
      rollback: breaker.rollback ?? false,
      resets: breaker.resetOnHealthyTask ?? true,
      threshold: breakerThreshold(breaker, this.desiredCount),
    };
  }

  /** Forgets the deployments of which no task is left; task sets only once they are deleted. */
  forgetEmptied(): void {
    this.deployments = this.deployments.filter(
      (deployment) =>
        (deployment.external ? deployment.status !== 'DRAINING' : deployment === this.primary) ||
        this.tasksOf(deployment).length > 0,
    );
  }

  tasksOf(deployment: Deployment): EcsTask[] {
    return [...this.tasks].filter(({ order }) => order.startedBy === deployment.id);
  }

  healthyOf(deployment: Deployment): number {
    return this.tasksOf(deployment).filter(({ healthy }) => healthy).length;
  }

  /**
   * How many tasks each deployment is to have by itself, while one is under way that shifts traffic, or has failed and
   * is not rolled back. Undefined where the primary replaces the others task by task.
   */
  get shares(): { deployment: Deployment; wanted: number }[] | undefined {
    if (this.settings.controller === 'EXTERNAL') {
      return this.deployments.map((deployment) => ({ deployment, wanted: this.wantedOf(deployment) }));
    }
    const [record] = this.records;
    const { primary } = this;
    if (!record?.lifecycle || !primary || primary.rolloutState === 'COMPLETED') return undefined;
    const { lifecycle, rollback } = record;
    return this.deployments.map((deployment) => ({
      deployment,
      wanted: this.status === 'ACTIVE' ? lifecycle.wanted(deployment, this.desiredCount, rollback && primary) : 0,
    }));
  }

  /** How many tasks a task set is to have: its scale rounds up. */
  wantedOf({ external }: Deployment): number {
    if (this.status !== 'ACTIVE') return 0;
    return Math.ceil((this.desiredCount * (external?.scale ?? 100)) / 100);
  }

  counts(deployment: Deployment): RevisionCounts {
    const tasks = this.tasksOf(deployment);
    return {
      arn: deployment.revision.arn,
      requested: deployment.desiredCount,
      running: tasks.filter(isRunning).length,
      pending: tasks.filter(isPending).length,
    };
  }
}

export const isRunning = ({ lastStatus }: EcsTask): boolean => lastStatus === 'RUNNING';

/** On its way to RUNNING: what `pendingCount` counts. */
export const isPending = ({ lastStatus, live }: EcsTask): boolean =>
  live && (lastStatus === 'PROVISIONING' || lastStatus === 'PENDING' || lastStatus === 'ACTIVATING');
