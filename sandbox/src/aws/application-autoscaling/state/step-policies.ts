import type { StepScalingPolicyConfiguration } from '@aws-sdk/client-application-auto-scaling';

/** A step scaling policy. It is there to be looked at: no alarm makes it act. */
export interface StepPolicy {
  policyName: string;
  resourceId: string;
  arn: string;
  /** Epoch ms. */
  createdAt: number;
  configuration: StepScalingPolicyConfiguration;
}

/** A region's step scaling policies. */
export class StepPolicies {
  private policies: StepPolicy[] = [];

  list(): readonly StepPolicy[] {
    return this.policies;
  }

  find(resourceId: string, policyName: string): StepPolicy | undefined {
    return this.policies.find((policy) => policy.resourceId === resourceId && policy.policyName === policyName);
  }

  /** Adds it, in the place of the one of that name. */
  put(policy: StepPolicy): void {
    this.remove(policy.resourceId, policy.policyName);
    this.policies.push(policy);
  }

  remove(resourceId: string, policyName: string): void {
    this.policies = this.policies.filter((other) => other.resourceId !== resourceId || other.policyName !== policyName);
  }

  removeOf(resourceId: string): void {
    this.policies = this.policies.filter((policy) => policy.resourceId !== resourceId);
  }
}
