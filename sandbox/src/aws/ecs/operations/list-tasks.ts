import type { ListTasksRequest, ListTasksResponse } from '@aws-sdk/client-ecs';
import type { EcsTask } from '../../engine/scheduler/task';
import { operation } from '../../wire/operation';
import type { EcsRegion } from '../state/ecs.region';
import { invalidParameter, oneOf } from '../ecs.faults';
import { pages } from '../ecs.page';

export const listTasks = operation<EcsRegion, ListTasksRequest, ListTasksResponse>({
  name: 'ListTasks',
  unsupported: ['daemonName'],
  run(input, { state }) {
    const cluster = state.clusters.active(input.cluster);
    oneOf('desired status', input.desiredStatus, ['RUNNING', 'PENDING', 'STOPPED']);
    oneOf('launch type', input.launchType, ['EC2', 'FARGATE', 'EXTERNAL', 'FMI', 'MANAGED_INSTANCES']);
    if (input.startedBy !== undefined && (input.serviceName !== undefined || input.family !== undefined)) {
      throw invalidParameter('startedBy cannot be combined with serviceName or family.');
    }
    const group = input.serviceName && `service:${state.services.known(cluster, input.serviceName).name}`;
    const found = state.tasks.of(cluster.name).filter((task) => matches(task, input, group));
    const { items, next } = pages.of(found, { token: input.nextToken, size: input.maxResults });
    return { taskArns: items.map(({ order }) => order.arn), nextToken: next };
  },
});

function matches({ order, desiredStatus }: EcsTask, input: ListTasksRequest, group: string | undefined): boolean {
  return (
    desiredStatus === (input.desiredStatus ?? 'RUNNING') &&
    (group === undefined || order.group === group) &&
    (input.family === undefined || order.taskDefinition.family === input.family) &&
    (input.startedBy === undefined || order.startedBy === input.startedBy) &&
    (input.launchType === undefined || order.launchType === input.launchType) &&
    (input.containerInstance === undefined ||
      [order.instance?.identity.arn, order.instance?.identity.id].includes(input.containerInstance))
  );
}
