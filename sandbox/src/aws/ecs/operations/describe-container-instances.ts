import type { DescribeContainerInstancesRequest, DescribeContainerInstancesResponse } from '@aws-sdk/client-ecs';
import { operation } from '../../wire/operation';
import { containerInstanceShape } from '../answers/container-instance';
import { nameOf } from '../state/arns';
import type { EcsRegion } from '../state/ecs.region';
import { checkInclude, invalidParameter } from '../ecs.faults';

export const describeContainerInstances = operation<
  EcsRegion,
  DescribeContainerInstancesRequest,
  DescribeContainerInstancesResponse
>({
  name: 'DescribeContainerInstances',
  run({ cluster: asked, containerInstances: ids = [], include }, { state }) {
    const cluster = state.clusters.active(asked);
    checkInclude(include, ['TAGS', 'CONTAINER_INSTANCE_HEALTH']);
    if (ids.length === 0) throw invalidParameter('Container instances cannot be empty.');
    if (ids.length > 100) throw invalidParameter('Container instances cannot have more than 100 elements');
    const found = ids.map((id) => state.instances.find(cluster.name, id));
    const arnOf = (id: string): string => state.arns.containerInstance(cluster.name, nameOf(id));
    return {
      containerInstances: found.flatMap((instance) =>
        instance ? [containerInstanceShape(state, instance, include?.includes('TAGS'))] : [],
      ),
      failures: ids.flatMap((id, at) => (found[at] ? [] : [{ arn: arnOf(id), reason: 'MISSING' }])),
    };
  },
});
