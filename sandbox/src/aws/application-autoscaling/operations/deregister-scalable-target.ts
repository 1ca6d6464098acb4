import type {
  DeregisterScalableTargetRequest,
  DeregisterScalableTargetResponse,
} from '@aws-sdk/client-application-auto-scaling';
import { operation } from '../../wire/operation';
import type { AutoScalingRegion } from '../state/application-autoscaling.region';
import { checkEnums } from '../checks/constraint';
import { registeredTarget } from '../state/resource';

/** https://docs.aws.amazon.com/autoscaling/application/APIReference/API_DeregisterScalableTarget.html: policies and alarms go with it. */
export const deregisterScalableTarget = operation<
  AutoScalingRegion,
  DeregisterScalableTargetRequest,
  DeregisterScalableTargetResponse
>({
  name: 'DeregisterScalableTarget',
  run(input, { state }) {
    checkEnums(input);
    state.removeTarget(registeredTarget(state, input).resourceId);
    return {};
  },
});
