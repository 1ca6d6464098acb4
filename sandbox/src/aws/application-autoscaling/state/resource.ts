import { AwsFault, NotImplementedFault } from '../../wire/fault';
import type { AutoScalingRegion } from './application-autoscaling.region';
import { invalid, type ResourceMembers } from '../checks/constraint';
import type { ScalableTarget } from '../../engine/autoscaler/scaling-registry';

/** The one kind of resource that scales here. */
export const ECS_SERVICE = { namespace: 'ecs', dimension: 'ecs:service:DesiredCount' } as const;

export interface ServiceName {
  clusterName: string;
  serviceName: string;
}

/**
 * The service that a request to register is about.
 * @throws AwsFault ValidationException where namespace, identifier and dimension do not belong together.
 * @throws NotImplementedFault for anything but ECS services.
 */
export function serviceOf(operation: string, input: ResourceMembers): ServiceName {
  const { ServiceNamespace: namespace = '', ResourceId: id = '', ScalableDimension: dimension = '' } = input;
  if (namespace !== ECS_SERVICE.namespace && dimension.startsWith(`${namespace}:`)) {
    throw new NotImplementedFault('application-autoscaling', `${operation} with ServiceNamespace ${namespace}`);
  }
  const [, clusterName, serviceName] = /^service\/([^/]+)\/([^/]+)$/.exec(id) ?? [];
  if (dimension !== ECS_SERVICE.dimension || namespace !== ECS_SERVICE.namespace || !clusterName || !serviceName) {
    invalid('Unsupported service namespace, resource type or scalable dimension');
  }
  return { clusterName, serviceName };
}

/** @throws AwsFault ObjectNotFoundException unless the resource is registered. */
export function registeredTarget(state: AutoScalingRegion, input: ResourceMembers): ScalableTarget {
  const target = isEcsService(input) ? state.registry.target(input.ResourceId ?? '') : undefined;
  if (target) return target;
  throw new AwsFault(
    'ObjectNotFoundException',
    `No scalable target registered for service namespace: ${input.ServiceNamespace}, ` +
      `resource ID: ${input.ResourceId}, scalable dimension: ${input.ScalableDimension}`,
  );
}

/** Whether a request can be about an ECS service's desired count; a dimension that was left out can. */
export const isEcsService = ({ ServiceNamespace: namespace, ScalableDimension: dimension }: ResourceMembers): boolean =>
  namespace === ECS_SERVICE.namespace && (dimension === undefined || dimension === ECS_SERVICE.dimension);
