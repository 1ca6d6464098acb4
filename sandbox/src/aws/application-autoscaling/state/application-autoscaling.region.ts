import { randomUUID } from 'node:crypto';
import type { TargetTrackingScalingPolicyConfiguration } from '@aws-sdk/client-application-auto-scaling';
import type { Clock } from '../../../kernel/clock';
import type { Pace } from '../../../kernel/pace';
import type { AlarmActions, AlarmSignal } from '../../engine/alarm-actions.port';
import { Autoscaler } from '../../engine/autoscaler/autoscaler';
import { Cooldowns } from '../../engine/autoscaler/cooldowns';
import { ScalingActivities } from '../../engine/autoscaler/scaling-activities';
import { ScalingRegistry, type ScalingPolicy } from '../../engine/autoscaler/scaling-registry';
import { ScheduledActions } from './scheduled-actions';
import { StepPolicies } from './step-policies';
import type { TrackedAlarms } from '../../engine/autoscaler/tracked-alarms.port';
import type { ScaledService, ScaledServices } from '../../engine/scaled-services.port';

export interface AutoScalingRegionOptions {
  region: string;
  /** Twelve digits. */
  accountId: string;
  clock: Clock;
  pace: Pace;
  services: ScaledServices;
  /** Where policies get their alarms: the region's CloudWatch. */
  alarms: TrackedAlarms;
}

export type TrackingConfiguration = TargetTrackingScalingPolicyConfiguration;

/** Application Auto Scaling in one region: scalable targets, policies, what was scaled and what was not. */
export class AutoScalingRegion implements AlarmActions {
  readonly registry = new ScalingRegistry<TrackingConfiguration>();
  readonly activities: ScalingActivities;
  readonly autoscaler: Autoscaler;
  readonly alarms: TrackedAlarms;
  readonly clock: Clock;
  readonly steps = new StepPolicies();
  readonly scheduled = new ScheduledActions();
  /** Tags by ARN of a scalable target. */
  readonly tags = new Map<string, Record<string, string>>();
  private readonly cooldowns: Cooldowns;

  constructor(private readonly options: AutoScalingRegionOptions) {
    const { clock, pace, services, alarms } = options;
    this.alarms = alarms;
    this.clock = clock;
    this.activities = new ScalingActivities(clock, pace, services);
    this.cooldowns = new Cooldowns(clock, pace);
    this.autoscaler = new Autoscaler(this.registry, services, alarms, this.activities, this.cooldowns);
  }

  run(signal: AlarmSignal): void {
    this.autoscaler.run(signal);
  }

  service(clusterName: string, serviceName: string): ScaledService | undefined {
    return this.options.services.find(clusterName, serviceName);
  }

  newTargetArn(): string {
    const { region, accountId } = this.options;
    const id = `${randomUUID()}${randomUUID()}`.replaceAll('-', '').slice(0, 36);
    return `arn:aws:application-autoscaling:${region}:${accountId}:scalable-target/${id}`;
  }

  newPolicyArn(resourceId: string, policyName: string): string {
    const { region, accountId } = this.options;
    const id = randomUUID();
    return `arn:aws:autoscaling:${region}:${accountId}:scalingPolicy:${id}:resource/ecs/${resourceId}:policyName/${policyName}`;
  }

  newScheduledActionArn(resourceId: string, name: string): string {
    const { region, accountId } = this.options;
    return `arn:aws:autoscaling:${region}:${accountId}:scheduledAction:${randomUUID()}:resource/ecs/${resourceId}:scheduledActionName/${name}`;
  }

  /** The service-linked role, which AWS puts in the place of whatever role was given. */
  serviceRoleArn(): string {
    return (
      `arn:aws:iam::${this.options.accountId}:role/aws-service-role/ecs.application-autoscaling.amazonaws.com/` +
      'AWSServiceRoleForApplicationAutoScaling_ECSService'
    );
  }

  removePolicy(policy: ScalingPolicy): void {
    this.alarms.deleteAlarms([policy.high.name, ...(policy.low ? [policy.low.name] : [])]);
    this.registry.removePolicy(policy.arn);
  }

  /** Takes a target away with its policies, their alarms and its scheduled actions; what was scaled stays as it is. */
  removeTarget(resourceId: string): void {
    for (const policy of this.registry.policiesOf(resourceId)) this.removePolicy(policy);
    this.steps.removeOf(resourceId);
    this.scheduled.removeOf(resourceId);
    const target = this.registry.target(resourceId);
    if (target) this.tags.delete(target.arn);
    this.registry.removeTarget(resourceId);
    this.cooldowns.forget(resourceId);
  }

  /** Stops everything; the region is not used any more. */
  close(): void {
    this.activities.close();
    this.registry.clear();
    this.cooldowns.clear();
    this.tags.clear();
  }
}
