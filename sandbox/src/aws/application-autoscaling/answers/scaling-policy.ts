import type { Alarm, ScalingPolicy as WirePolicy } from '@aws-sdk/client-application-auto-scaling';
import type { ScalingPolicy } from '../../engine/autoscaler/scaling-registry';
import type { TrackingConfiguration } from '../state/application-autoscaling.region';
import { ECS_SERVICE } from '../state/resource';

/** A policy's alarms as AWS lists them, the high one first. */
export const wireAlarms = ({ high, low }: ScalingPolicy): Alarm[] =>
  [high, ...(low ? [low] : [])].map(({ name, arn }) => ({ AlarmName: name, AlarmARN: arn }));

/** A policy as DescribeScalingPolicies answers it. */
export const wirePolicy = (policy: ScalingPolicy<TrackingConfiguration>): WirePolicy => ({
  PolicyARN: policy.arn,
  PolicyName: policy.policyName,
  ServiceNamespace: ECS_SERVICE.namespace,
  ResourceId: policy.resourceId,
  ScalableDimension: ECS_SERVICE.dimension,
  PolicyType: 'TargetTrackingScaling',
  TargetTrackingScalingPolicyConfiguration: policy.configuration,
  Alarms: wireAlarms(policy),
  CreationTime: new Date(policy.createdAt),
});
