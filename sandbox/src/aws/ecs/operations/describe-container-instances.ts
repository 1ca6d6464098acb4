import type { DescribeContainerInstancesRequest, DescribeContainerInstancesResponse } from '@aws-sdk/client-ecs';
import { operation } from '../../wire/operation';
import { nameOf } from '../state/arns';
import type { EcsRegion } from '../state/ecs.region';
import { invalidParameter } from '../ecs.faults';

/** There are none: every one asked for is missing. */
export const describeContainerInstances = operation<
  EcsRegion,
  DescribeContainerInstancesRequest,
  DescribeContainerInstancesResponse
>({
  name: 'DescribeContainerInstances',
  run({ cluster: asked, containerInstances: ids = [] }, { state }) {
    const cluster = state.clusters.active(asked);
    if (ids.length === 0) throw invalidParameter('Container instances cannot be empty.');
    const arnOf = (id: string): string => `${state.arns.prefix}:container-instance/${cluster.name}/${nameOf(id)}`;
    return { containerInstances: [], failures: ids.map((id) => ({ arn: arnOf(id), reason: 'MISSING' })) };
  },
});
