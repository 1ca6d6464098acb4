/** The one kind of resource that scales here: "service/<cluster>/<service>" of ecs:service:DesiredCount. */
export interface ScalableTarget {
  resourceId: string;
  clusterName: string;
  serviceName: string;
  minCapacity: number;
  maxCapacity: number;
  arn: string;
  roleArn: string;
  /** Epoch ms. */
  createdAt: number;
  suspended: { scalingIn: boolean; scalingOut: boolean; scheduled: boolean };
}

/** A target tracking policy, as PutScalingPolicy made it. */
export interface ScalingPolicy<Configuration = unknown> {
  policyName: string;
  resourceId: string;
  arn: string;
  /** Epoch ms. */
  createdAt: number;
  /** What was put, word for word, for DescribeScalingPolicies. */
  configuration: Configuration;
  targetValue: number;
  /** AWS seconds. */
  scaleOutCooldown: number;
  scaleInCooldown: number;
  /** The metric's SampleCount is the number of tasks it speaks of. */
  samplesAreTasks: boolean;
  high: { name: string; arn: string };
  /** Absent where the policy never scales in. */
  low?: { name: string; arn: string };
}

/** A region's scalable targets and their policies. */
export class ScalingRegistry<Configuration = unknown> {
  private readonly targetsById = new Map<string, ScalableTarget>();
  private readonly policiesByArn = new Map<string, ScalingPolicy<Configuration>>();

  targets(): ScalableTarget[] {
    return [...this.targetsById.values()];
  }

  target(resourceId: string): ScalableTarget | undefined {
    return this.targetsById.get(resourceId);
  }

  putTarget(target: ScalableTarget): void {
    this.targetsById.set(target.resourceId, target);
  }

  removeTarget(resourceId: string): void {
    this.targetsById.delete(resourceId);
  }

  policies(): ScalingPolicy<Configuration>[] {
    return [...this.policiesByArn.values()];
  }

  policiesOf(resourceId: string): ScalingPolicy<Configuration>[] {
    return this.policies().filter((policy) => policy.resourceId === resourceId);
  }

  policy(resourceId: string, policyName: string): ScalingPolicy<Configuration> | undefined {
    return this.policiesOf(resourceId).find((policy) => policy.policyName === policyName);
  }

  /** @param actionArn an alarm's action, "<policy ARN>:createdBy/<uuid>" or the policy's ARN itself. */
  policyOfAction(actionArn: string): ScalingPolicy<Configuration> | undefined {
    return this.policiesByArn.get(actionArn.replace(/:createdBy\/[^/]*$/, ''));
  }

  putPolicy(policy: ScalingPolicy<Configuration>): void {
    this.policiesByArn.set(policy.arn, policy);
  }

  removePolicy(arn: string): void {
    this.policiesByArn.delete(arn);
  }

  clear(): void {
    this.targetsById.clear();
    this.policiesByArn.clear();
  }
}
