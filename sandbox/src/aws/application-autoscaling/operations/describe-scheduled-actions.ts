import type {
  DescribeScheduledActionsRequest,
  DescribeScheduledActionsResponse,
} from '@aws-sdk/client-application-auto-scaling';
import { operation } from '../../wire/operation';
import { pages } from '../application-autoscaling.page';
import { checkEnums } from '../checks/constraint';
import type { AutoScalingRegion } from '../state/application-autoscaling.region';
import { isEcsService } from '../state/resource';

/** https://docs.aws.amazon.com/autoscaling/application/APIReference/API_DescribeScheduledActions.html */
export const describeScheduledActions = operation<
  AutoScalingRegion,
  DescribeScheduledActionsRequest,
  DescribeScheduledActionsResponse
>({
  name: 'DescribeScheduledActions',
  run(input, { state }) {
    checkEnums(input);
    const { ScheduledActionNames: names = [], ResourceId: resourceId } = input;
    const found = (isEcsService(input) ? state.scheduled.list() : []).filter(
      ({ ResourceId, ScheduledActionName = '' }) =>
        (resourceId === undefined || ResourceId === resourceId) &&
        (names.length === 0 || names.includes(ScheduledActionName)),
    );
    const { items, next } = pages.of(found, { token: input.NextToken, size: input.MaxResults });
    return { ScheduledActions: items, NextToken: next };
  },
});
