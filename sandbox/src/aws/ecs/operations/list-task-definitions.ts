import type { ListTaskDefinitionsRequest, ListTaskDefinitionsResponse } from '@aws-sdk/client-ecs';
import { operation } from '../../wire/operation';
import type { EcsRegion } from '../state/ecs.region';
import { oneOf } from '../ecs.faults';
import { pages } from '../ecs.page';

export const listTaskDefinitions = operation<EcsRegion, ListTaskDefinitionsRequest, ListTaskDefinitionsResponse>({
  name: 'ListTaskDefinitions',
  run({ familyPrefix, status = 'ACTIVE', sort = 'ASC', ...page }, { state }) {
    oneOf('status', status, ['ACTIVE', 'INACTIVE', 'DELETE_IN_PROGRESS']);
    oneOf('sort', sort, ['ASC', 'DESC']);
    // "familyPrefix" is a whole family's name, in spite of its own (ListTaskDefinitions, API reference).
    const found = state.taskDefinitions
      .all()
      .filter((each) => each.status === status && (familyPrefix === undefined || each.family === familyPrefix));
    const { items, next } = pages.of(sort === 'DESC' ? found.toReversed() : found, {
      token: page.nextToken,
      size: page.maxResults,
    });
    return { taskDefinitionArns: items.map(({ taskDefinitionArn }) => taskDefinitionArn ?? ''), nextToken: next };
  },
});
