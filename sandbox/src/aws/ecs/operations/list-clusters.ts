import type { ListClustersRequest, ListClustersResponse } from '@aws-sdk/client-ecs';
import { operation } from '../../wire/operation';
import type { EcsRegion } from '../state/ecs.region';
import { pages } from '../ecs.page';

export const listClusters = operation<EcsRegion, ListClustersRequest, ListClustersResponse>({
  name: 'ListClusters',
  run(input, { state }) {
    const { items, next } = pages.of(state.clusters.all(), { token: input.nextToken, size: input.maxResults });
    return { clusterArns: items.map(({ arn }) => arn), nextToken: next };
  },
});
