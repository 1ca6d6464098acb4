import type { ListContainerInstancesRequest, ListContainerInstancesResponse } from '@aws-sdk/client-ecs';
import { operation } from '../../wire/operation';
import { instanceQuery } from '../checks/placement';
import { oneOf } from '../ecs.faults';
import { pages } from '../ecs.page';
import type { EcsRegion } from '../state/ecs.region';

export const listContainerInstances = operation<
  EcsRegion,
  ListContainerInstancesRequest,
  ListContainerInstancesResponse
>({
  name: 'ListContainerInstances',
  run(input, { state }) {
    const cluster = state.clusters.active(input.cluster);
    oneOf('Container instance status', input.status, [
      'ACTIVE',
      'DRAINING',
      'REGISTERING',
      'DEREGISTERING',
      'REGISTRATION_FAILED',
    ]);
    const query = input.filter === undefined ? () => true : instanceQuery(input.filter);
    const found = state.instances
      .of(cluster.name)
      .filter((instance) => query(instance) && (input.status ?? instance.status) === instance.status);
    const { items, next } = pages.of(found, { token: input.nextToken, size: input.maxResults });
    return { containerInstanceArns: items.map(({ identity }) => identity.arn), nextToken: next };
  },
});
