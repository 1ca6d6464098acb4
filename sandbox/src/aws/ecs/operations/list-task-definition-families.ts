import type { ListTaskDefinitionFamiliesRequest, ListTaskDefinitionFamiliesResponse } from '@aws-sdk/client-ecs';
import { operation } from '../../wire/operation';
import type { EcsRegion } from '../state/ecs.region';
import { oneOf } from '../ecs.faults';
import { pages } from '../ecs.page';

export const listTaskDefinitionFamilies = operation<
  EcsRegion,
  ListTaskDefinitionFamiliesRequest,
  ListTaskDefinitionFamiliesResponse
>({
  name: 'ListTaskDefinitionFamilies',
  run({ familyPrefix = '', status = 'ALL', ...page }, { state }) {
    oneOf('status', status, ['ACTIVE', 'INACTIVE', 'ALL']);
    const all = state.taskDefinitions.all();
    const families = [...new Set(all.map(({ family }) => family ?? ''))].filter((family) => {
      const active = all.some((each) => each.family === family && each.status === 'ACTIVE');
      return family.startsWith(familyPrefix) && (status === 'ALL' || active === (status === 'ACTIVE'));
    });
    const { items, next } = pages.of(families, { token: page.nextToken, size: page.maxResults });
    return { families: items, nextToken: next };
  },
});
