import type { ListContainerInstancesRequest, ListContainerInstancesResponse } from '@aws-sdk/client-ecs';
import { operation } from '../../wire/operation';
import type { EcsRegion } from '../state/ecs.region';

/** There are none: tasks run on Fargate only. */
export const listContainerInstances = operation<
  EcsRegion,
  ListContainerInstancesRequest,
  ListContainerInstancesResponse
>({
  name: 'ListContainerInstances',
  run({ cluster }, { state }) {
    state.clusters.active(cluster);
    return { containerInstanceArns: [] };
  },
});
