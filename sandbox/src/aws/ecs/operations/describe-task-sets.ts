import type { DescribeTaskSetsRequest, DescribeTaskSetsResponse } from '@aws-sdk/client-ecs';
import { operation } from '../../wire/operation';
import { taskSetShape } from '../answers/task-set';
import { checkInclude } from '../ecs.faults';
import type { EcsRegion } from '../state/ecs.region';

/** Also those of CodeDeploy, which are its deployments. */
export const describeTaskSets = operation<EcsRegion, DescribeTaskSetsRequest, DescribeTaskSetsResponse>({
  name: 'DescribeTaskSets',
  run({ cluster, service: asked = '', taskSets: ids, include }, { state }) {
    checkInclude(include);
    const service = state.services.known(state.clusters.active(cluster), asked);
    if (service.settings.controller === 'ECS') return { taskSets: [], failures: [] };
    const found = ids?.map((id) => state.taskSets.find(service, id)) ?? service.deployments;
    const shapes = found.flatMap((taskSet) => (taskSet ? [taskSetShape(service, taskSet)] : []));
    return {
      taskSets: shapes.map((shape) => ({
        ...shape,
        tags: include?.includes('TAGS') ? state.tags.of(shape.taskSetArn ?? '') : [],
      })),
      failures: (ids ?? []).flatMap((id, at) => (found[at] ? [] : [{ arn: id, reason: 'MISSING' }])),
    };
  },
});
