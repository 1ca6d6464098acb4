import type {
  DescribeScalingPoliciesRequest,
  DescribeScalingPoliciesResponse,
} from '@aws-sdk/client-application-auto-scaling';
import { operation } from '../../wire/operation';
import type { AutoScalingRegion } from '../state/application-autoscaling.region';
import { checkEnums } from '../checks/constraint';
import { pages } from '../application-autoscaling.page';
import { isEcsService } from '../state/resource';
import { wirePolicy } from '../answers/scaling-policy';

/** https://docs.aws.amazon.com/autoscaling/application/APIReference/API_DescribeScalingPolicies.html: 10 a page. */
export const describeScalingPolicies = operation<
  AutoScalingRegion,
  DescribeScalingPoliciesRequest,
  DescribeScalingPoliciesResponse
>({
  name: 'DescribeScalingPolicies',
  run(input, { state }) {
    checkEnums(input);
    const { PolicyNames: names, ResourceId: resourceId } = input;
    const found = (isEcsService(input) ? state.registry.policies() : []).filter(
      (policy) =>
        (resourceId === undefined || policy.resourceId === resourceId) &&
        (names === undefined ||
          names.length === 0 ||
          names.some((name) => name === policy.policyName || name === policy.arn)),
    );
    const { items, next } = pages.of(found, { token: input.NextToken, size: input.MaxResults }, 10);
    return { ScalingPolicies: items.map(wirePolicy), NextToken: next };
  },
});
