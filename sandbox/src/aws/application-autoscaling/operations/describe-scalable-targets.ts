import type {
  DescribeScalableTargetsRequest,
  DescribeScalableTargetsResponse,
  ScalableTarget as WireTarget,
} from '@aws-sdk/client-application-auto-scaling';
import type { ScalableTarget } from '../../engine/autoscaler/scaling-registry';
import { operation } from '../../wire/operation';
import type { AutoScalingRegion } from '../state/application-autoscaling.region';
import { checkEnums } from '../checks/constraint';
import { pages } from '../application-autoscaling.page';
import { ECS_SERVICE, isEcsService } from '../state/resource';

/** https://docs.aws.amazon.com/autoscaling/application/APIReference/API_DescribeScalableTargets.html */
export const describeScalableTargets = operation<
  AutoScalingRegion,
  DescribeScalableTargetsRequest,
  DescribeScalableTargetsResponse
>({
  name: 'DescribeScalableTargets',
  run(input, { state }) {
    checkEnums(input);
    const { ResourceIds: ids } = input;
    const all = isEcsService(input) ? state.registry.targets() : [];
    const found = ids && ids.length > 0 ? all.filter(({ resourceId }) => ids.includes(resourceId)) : all;
    const { items, next } = pages.of(found, { token: input.NextToken, size: input.MaxResults });
    return { ScalableTargets: items.map(wireTarget), NextToken: next };
  },
});

const wireTarget = (target: ScalableTarget): WireTarget => ({
  ServiceNamespace: ECS_SERVICE.namespace,
  ResourceId: target.resourceId,
  ScalableDimension: ECS_SERVICE.dimension,
  MinCapacity: target.minCapacity,
  MaxCapacity: target.maxCapacity,
  RoleARN: target.roleArn,
  CreationTime: new Date(target.createdAt),
  SuspendedState: {
    DynamicScalingInSuspended: target.suspended.scalingIn,
    DynamicScalingOutSuspended: target.suspended.scalingOut,
    ScheduledScalingSuspended: target.suspended.scheduled,
  },
  ScalableTargetARN: target.arn,
});
