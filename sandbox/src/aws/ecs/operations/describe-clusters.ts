import type { DescribeClustersRequest, DescribeClustersResponse } from '@aws-sdk/client-ecs';
import { operation } from '../../wire/operation';
import { clusterShape } from '../answers/cluster';
import type { EcsRegion } from '../state/ecs.region';
import { checkInclude, invalidParameter } from '../ecs.faults';

export const describeClusters = operation<EcsRegion, DescribeClustersRequest, DescribeClustersResponse>({
  name: 'DescribeClusters',
  run({ clusters = ['default'], include }, { state }) {
    checkInclude(include, ['ATTACHMENTS', 'CONFIGURATIONS', 'SETTINGS', 'STATISTICS', 'TAGS']);
    if (clusters.length > 100) throw invalidParameter('Clusters cannot have more than 100 elements');
    const answer: Required<Pick<DescribeClustersResponse, 'clusters' | 'failures'>> = { clusters: [], failures: [] };
    for (const asked of clusters) {
      const cluster = state.clusters.find(asked);
      if (cluster) answer.clusters?.push(clusterShape(state, cluster, include));
      else
        answer.failures?.push({ arn: asked.startsWith('arn:') ? asked : state.arns.cluster(asked), reason: 'MISSING' });
    }
    return answer;
  },
});
