import type {
  DescribeScalingActivitiesRequest,
  DescribeScalingActivitiesResponse,
  ScalingActivity as WireActivity,
} from '@aws-sdk/client-application-auto-scaling';
import type { NotScaled, ScalingActivity } from '../../engine/autoscaler/scaling-activities';
import { operation } from '../../wire/operation';
import type { AutoScalingRegion } from '../state/application-autoscaling.region';
import { checkEnums, invalid } from '../checks/constraint';
import { pages } from '../application-autoscaling.page';
import { ECS_SERVICE, isEcsService } from '../state/resource';

/**
 * https://docs.aws.amazon.com/autoscaling/application/APIReference/API_DescribeScalingActivities.html: newest first, 50 a page;
 * those that were not scaled only when asked for.
 */
export const describeScalingActivities = operation<
  AutoScalingRegion,
  DescribeScalingActivitiesRequest,
  DescribeScalingActivitiesResponse
>({
  name: 'DescribeScalingActivities',
  run(input, { state }) {
    checkEnums(input);
    const { ResourceId: resourceId } = input;
    if (input.ScalableDimension !== undefined && resourceId === undefined) {
      invalid('Resource ID must be specified if a scalable dimension is specified');
    }
    const found = (isEcsService(input) ? state.activities.newestFirst() : []).filter(
      (activity) =>
        (resourceId === undefined || activity.resourceId === resourceId) &&
        (input.IncludeNotScaledActivities === true || activity.notScaled === undefined),
    );
    const { items, next } = pages.of(found, { token: input.NextToken, size: input.MaxResults });
    return { ScalingActivities: items.map(wireActivity), NextToken: next };
  },
});

const wireActivity = (activity: ScalingActivity): WireActivity => ({
  ActivityId: activity.id,
  ServiceNamespace: ECS_SERVICE.namespace,
  ResourceId: activity.resourceId,
  ScalableDimension: ECS_SERVICE.dimension,
  Description: activity.description,
  Cause: activity.cause,
  StartTime: new Date(activity.startedAt),
  EndTime: activity.endedAt === undefined ? undefined : new Date(activity.endedAt),
  StatusCode: activity.status,
  StatusMessage: activity.statusMessage,
  NotScaledReasons: activity.notScaled && [notScaledReason(activity.notScaled)],
});

const notScaledReason = ({ code, maxCapacity, minCapacity, currentCapacity }: NotScaled) => ({
  Code: code,
  MaxCapacity: maxCapacity,
  MinCapacity: minCapacity,
  CurrentCapacity: currentCapacity,
});
