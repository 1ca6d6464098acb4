import type { DeleteScalingPolicyRequest, DeleteScalingPolicyResponse } from '@aws-sdk/client-application-auto-scaling';
import { AwsFault } from '../../wire/fault';
import { operation } from '../../wire/operation';
import type { AutoScalingRegion } from '../state/application-autoscaling.region';
import { checkEnums } from '../checks/constraint';
import { isEcsService } from '../state/resource';

/** https://docs.aws.amazon.com/autoscaling/application/APIReference/API_DeleteScalingPolicy.html: its alarms go with it. */
export const deleteScalingPolicy = operation<
  AutoScalingRegion,
  DeleteScalingPolicyRequest,
  DeleteScalingPolicyResponse
>({
  name: 'DeleteScalingPolicy',
  run(input, { state }) {
    checkEnums(input);
    const { ResourceId: resourceId = '', PolicyName: policyName = '' } = input;
    const tracking = isEcsService(input) ? state.registry.policy(resourceId, policyName) : undefined;
    const step = isEcsService(input) ? state.steps.find(resourceId, policyName) : undefined;
    if (!tracking && !step) {
      throw new AwsFault(
        'ObjectNotFoundException',
        `No scaling policy found for service namespace: ${input.ServiceNamespace}, resource ID: ${resourceId}, ` +
          `scalable dimension: ${input.ScalableDimension}, policy name: ${policyName}`,
      );
    }
    if (tracking) state.removePolicy(tracking);
    else state.steps.remove(resourceId, policyName);
    return {};
  },
});
