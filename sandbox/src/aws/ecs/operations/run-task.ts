import type { RunTaskRequest, RunTaskResponse } from '@aws-sdk/client-ecs';
import { onFargate, type RevisionSettings } from '../../engine/scheduler/revision';
import { operation } from '../../wire/operation';
import type { EcsRegion } from '../state/ecs.region';
import { invalidParameter } from '../ecs.faults';
import { checkPlacement } from '../checks/placement';
import { checkRevision, usable } from '../checks/service';
import { overridden } from '../state/task-overrides';
import { taskShape } from '../answers/task';

export const runTask = operation<EcsRegion, RunTaskRequest, RunTaskResponse>({
  name: 'RunTask',
  unsupported: [
    'overrides.containerOverrides[].environmentFiles',
    'overrides.containerOverrides[].resourceRequirements',
    'overrides.inferenceAcceleratorOverrides',
    'volumeConfigurations',
    'propagateTags',
  ],
  keptOnly: [
    'networkConfiguration.awsvpcConfiguration.securityGroups',
    'referenceId',
    'enableExecuteCommand',
    'overrides.taskRoleArn',
    'overrides.ephemeralStorage',
  ],
  run(input, { state }) {
    const { clientToken } = input;
    const before = clientToken === undefined ? undefined : state.runs.get(clientToken);
    if (before) return { tasks: before.map((task) => taskShape(state, task, true)), failures: [] };
    const cluster = state.clusters.active(input.cluster);
    const taskDefinition = usable(state.taskDefinitions.find(input.taskDefinition ?? ''));
    const count = input.count ?? 1;
    if (count < 1 || count > 10) throw invalidParameter('Count must be between 1 and 10.');
    const settings: RevisionSettings = {
      launchType: input.launchType ?? (input.capacityProviderStrategy?.length ? undefined : 'EC2'),
      capacityProviderStrategy: input.capacityProviderStrategy,
      platformVersion: input.platformVersion,
      networkConfiguration: input.networkConfiguration,
      loadBalancers: [],
      serviceRegistries: [],
    };
    checkPlacement(input, onFargate(settings));
    checkRevision(taskDefinition, settings, state.world);
    const managed = input.enableECSManagedTags ? [{ key: 'aws:ecs:clusterName', value: cluster.name }] : [];
    const answer: Required<Pick<RunTaskResponse, 'tasks' | 'failures'>> = { tasks: [], failures: [] };
    const begun: Parameters<typeof taskShape>[1][] = [];
    for (let started = 0; started < count; started++) {
      const task = state.launcher.alone({
        cluster,
        taskDefinition: overridden(taskDefinition, input.overrides ?? {}),
        overrides: input.overrides,
        settings,
        group: input.group,
        startedBy: input.startedBy,
        tags: [...managed, ...(input.tags ?? [])],
        enableExecuteCommand: input.enableExecuteCommand ?? false,
        placing: input,
      });
      if (!('says' in task)) {
        begun.push(task);
        answer.tasks.push(taskShape(state, task, true));
      } else if (Array.isArray(task.answer)) answer.failures?.push(...task.answer);
      else throw task.answer;
    }
    if (clientToken !== undefined && begun.length > 0) state.runs.set(clientToken, begun);
    return answer;
  },
});
