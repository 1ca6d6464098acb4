import type { ListClustersRequest, ListClustersResponse } from '@aws-sdk/client-ecs';
import { operation } from '../../wire/operation';
import type { EcsRegion } from '../state/ecs.region';
import { pageOf } from '../ecs.page';

export const listClusters = operation<EcsRegion, ListClustersRequest, ListClustersResponse>({
  name: 'ListClusters',
  run(input, { state }) {
    const { items, nextToken } = pageOf(state.clusters.all(), input);
    return { clusterArns: items.map(({ arn }) => arn), nextToken };
  },
});
