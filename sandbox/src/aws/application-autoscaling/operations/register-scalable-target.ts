import type {
  RegisterScalableTargetRequest,
  RegisterScalableTargetResponse,
  SuspendedState,
} from '@aws-sdk/client-application-auto-scaling';
import type { ScalableTarget } from '../../engine/autoscaler/scaling-registry';
import { operation } from '../../wire/operation';
import type { AutoScalingRegion } from '../state/application-autoscaling.region';
import { checkEnums, invalid } from '../checks/constraint';
import { serviceOf } from '../state/resource';

/**
 * https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html: registers or changes; what a
 * change leaves out stays. A desired count outside the range is brought into it at once.
 */
export const registerScalableTarget = operation<
  AutoScalingRegion,
  RegisterScalableTargetRequest,
  RegisterScalableTargetResponse
>({
  name: 'RegisterScalableTarget',
  run(input, { state }) {
    checkEnums(input);
    const service = serviceOf('RegisterScalableTarget', input);
    const resourceId = input.ResourceId ?? '';
    const existing = state.registry.target(resourceId);
    const { minCapacity, maxCapacity } = capacities(input, existing);
    if (!state.service(service.clusterName, service.serviceName)) {
      invalid(`ECS service doesn't exist: ${resourceId}`);
    }
    const target: ScalableTarget = {
      resourceId,
      ...service,
      minCapacity,
      maxCapacity,
      arn: existing?.arn ?? state.newTargetArn(),
      roleArn: state.serviceRoleArn(),
      createdAt: existing?.createdAt ?? state.clock.now(),
      suspended: suspension(input.SuspendedState, existing),
    };
    state.registry.putTarget(target);
    if (input.Tags) state.tags.set(target.arn, { ...state.tags.get(target.arn), ...input.Tags });
    state.autoscaler.enforceRange(target);
    return { ScalableTargetARN: target.arn };
  },
});

function capacities(input: RegisterScalableTargetRequest, existing: ScalableTarget | undefined) {
  const minCapacity = input.MinCapacity ?? existing?.minCapacity;
  const maxCapacity = input.MaxCapacity ?? existing?.maxCapacity;
  if (minCapacity === undefined || maxCapacity === undefined) {
    invalid('MinCapacity and MaxCapacity are required when registering a new scalable target');
  }
  if (minCapacity < 0) invalid('Minimum capacity cannot be less than 0');
  if (maxCapacity < minCapacity) invalid('Maximum capacity cannot be less than minimum capacity');
  return { minCapacity, maxCapacity };
}

function suspension(given: SuspendedState | undefined, existing: ScalableTarget | undefined) {
  const before = existing?.suspended;
  return {
    scalingIn: given?.DynamicScalingInSuspended ?? before?.scalingIn ?? false,
    scalingOut: given?.DynamicScalingOutSuspended ?? before?.scalingOut ?? false,
    scheduled: given?.ScheduledScalingSuspended ?? before?.scheduled ?? false,
  };
}
