import type {
  DescribeScalingPoliciesRequest,
  DescribeScalingPoliciesResponse,
} from '@aws-sdk/client-application-auto-scaling';
import { operation } from '../../wire/operation';
import type { AutoScalingRegion } from '../state/application-autoscaling.region';
import { checkEnums } from '../checks/constraint';
import { pages } from '../application-autoscaling.page';
import { isEcsService } from '../state/resource';
import { wirePolicy, wireStepPolicy } from '../answers/scaling-policy';

/** https://docs.aws.amazon.com/autoscaling/application/APIReference/API_DescribeScalingPolicies.html: 10 a page. */
export const describeScalingPolicies = operation<
  AutoScalingRegion,
  DescribeScalingPoliciesRequest,
  DescribeScalingPoliciesResponse
>({
  name: 'DescribeScalingPolicies',
  run(input, { state }) {
    checkEnums(input);
    const { PolicyNames: names = [], ResourceId: resourceId } = input;
    const isWanted = (policy: { resourceId: string; policyName: string; arn: string }): boolean =>
      isEcsService(input) &&
      (resourceId === undefined || policy.resourceId === resourceId) &&
      (names.length === 0 || names.includes(policy.policyName) || names.includes(policy.arn));
    const found = [
      ...state.registry.policies().filter(isWanted).map(wirePolicy),
      ...state.steps.list().filter(isWanted).map(wireStepPolicy),
    ];
    const { items, next } = pages.of(found, { token: input.NextToken, size: input.MaxResults }, 10);
    return { ScalingPolicies: items, NextToken: next };
  },
});
