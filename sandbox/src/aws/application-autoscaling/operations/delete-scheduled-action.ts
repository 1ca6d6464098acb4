import type {
  DeleteScheduledActionRequest,
  DeleteScheduledActionResponse,
} from '@aws-sdk/client-application-auto-scaling';
import { AwsFault } from '../../wire/fault';
import { operation } from '../../wire/operation';
import { checkEnums } from '../checks/constraint';
import type { AutoScalingRegion } from '../state/application-autoscaling.region';
import { isEcsService } from '../state/resource';

/** https://docs.aws.amazon.com/autoscaling/application/APIReference/API_DeleteScheduledAction.html */
export const deleteScheduledAction = operation<
  AutoScalingRegion,
  DeleteScheduledActionRequest,
  DeleteScheduledActionResponse
>({
  name: 'DeleteScheduledAction',
  run(input, { state }) {
    checkEnums(input);
    const { ResourceId: resourceId, ScheduledActionName: name } = input;
    const action = isEcsService(input) ? state.scheduled.find(resourceId, name) : undefined;
    if (!action) {
      throw new AwsFault(
        'ObjectNotFoundException',
        `No scheduled action found for service namespace: ${input.ServiceNamespace}, resource ID: ${resourceId}, ` +
          `scalable dimension: ${input.ScalableDimension}, scheduled action name: ${name}`,
      );
    }
    state.scheduled.remove(action);
    return {};
  },
});
