import type { ListServiceDeploymentsRequest, ListServiceDeploymentsResponse } from '@aws-sdk/client-ecs';
import { operation } from '../../wire/operation';
import type { EcsRegion } from '../state/ecs.region';
import { pages } from '../ecs.page';
import { serviceDeploymentBrief } from '../answers/service-deployment';

export const listServiceDeployments = operation<
  EcsRegion,
  ListServiceDeploymentsRequest,
  ListServiceDeploymentsResponse
>({
  name: 'ListServiceDeployments',
  run({ cluster: asked, service: named, status, createdAt, ...page }, { state }) {
    const service = state.services.known(state.clusters.active(asked ?? clusterOf(named)), named ?? '');
    const found = (service.settings.controller === 'ECS' ? service.records : []).filter(
      (record) =>
        (!status?.length || status.includes(record.status)) &&
        (createdAt?.after === undefined || record.createdAt >= createdAt.after.getTime()) &&
        (createdAt?.before === undefined || record.createdAt <= createdAt.before.getTime()),
    );
    const { items, next } = pages.of(found, { token: page.nextToken, size: page.maxResults }, 20);
    return { serviceDeployments: items.map((record) => serviceDeploymentBrief(service, record)), nextToken: next };
  },
});

/** A service's ARN names its cluster, so that none need be given beside it. */
const clusterOf = (service = ''): string | undefined => /:service\/([^/]+)\/[^/]+$/.exec(service)?.[1];
