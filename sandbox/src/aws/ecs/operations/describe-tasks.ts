import type { DescribeTasksRequest, DescribeTasksResponse } from '@aws-sdk/client-ecs';
import { operation } from '../../wire/operation';
import { nameOf } from '../state/arns';
import type { EcsRegion } from '../state/ecs.region';
import { checkInclude, invalidParameter } from '../ecs.faults';
import { taskShape } from '../answers/task';

export const describeTasks = operation<EcsRegion, DescribeTasksRequest, DescribeTasksResponse>({
  name: 'DescribeTasks',
  run({ cluster: asked, tasks: ids = [], include }, { state }) {
    const cluster = state.clusters.active(asked);
    checkInclude(include);
    if (ids.length === 0) throw invalidParameter('Tasks cannot be empty.');
    if (ids.length > 100) throw invalidParameter('Tasks cannot have more than 100 elements');
    const found = ids.map((id) => state.tasks.find(cluster.name, id));
    return {
      tasks: found.flatMap((task) => (task ? [taskShape(state, task, include?.includes('TAGS'))] : [])),
      failures: ids.flatMap((id, index) =>
        found[index] ? [] : [{ arn: state.arns.task(cluster.name, nameOf(id)), reason: 'MISSING' }],
      ),
    };
  },
});
