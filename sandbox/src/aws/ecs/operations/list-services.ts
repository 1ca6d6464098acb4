import type { ListServicesRequest, ListServicesResponse } from '@aws-sdk/client-ecs';
import { operation } from '../../wire/operation';
import type { EcsRegion } from '../state/ecs.region';
import { oneOf } from '../ecs.faults';
import { pages } from '../ecs.page';

export const listServices = operation<EcsRegion, ListServicesRequest, ListServicesResponse>({
  name: 'ListServices',
  run({ cluster: asked, launchType, schedulingStrategy, resourceManagementType, ...page }, { state }) {
    const cluster = state.clusters.active(asked);
    oneOf('launch type', launchType, ['EC2', 'FARGATE', 'EXTERNAL', 'FMI', 'MANAGED_INSTANCES']);
    oneOf('Scheduling strategy', schedulingStrategy, ['REPLICA', 'DAEMON']);
    const found = state.services
      .all()
      .filter(
        ({ identity, status, primary, settings }) =>
          identity.clusterName === cluster.name &&
          status === 'ACTIVE' &&
          (launchType === undefined || primary?.revision.settings.launchType === launchType) &&
          (schedulingStrategy === undefined || settings.schedulingStrategy === schedulingStrategy) &&
          (resourceManagementType ?? 'CUSTOMER') === 'CUSTOMER',
      );
    const { items, next } = pages.of(found, { token: page.nextToken, size: page.maxResults }, 10);
    return { serviceArns: items.map(({ identity }) => identity.arn), nextToken: next };
  },
});
