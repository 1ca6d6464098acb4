import type { Tag, TaskDefinition } from '@aws-sdk/client-ecs';
import type { Deployment } from '../../engine/scheduler/deployment';
import type { EcsService } from '../../engine/scheduler/ecs-service';
import type { LaunchFaults } from '../../engine/launch-faults.port';
import { words } from '../../engine/scheduler/event-words';
import { taskId } from '../../engine/scheduler/identifiers';
import { onFargate, type RevisionSettings } from '../../engine/scheduler/revision';
import type { EcsTask } from '../../engine/scheduler/task';
import type { TaskKeeper } from '../../engine/scheduler/task-keeper';
import { invalidParameter } from '../ecs.faults';
import type { Arns } from './arns';
import type { Cluster } from './clusters';
import { orderedRefusal, type Refusal } from './launch-refusals';
import type { Tags } from './tags';

/** What RunTask asks for. */
export interface LoneTask {
  cluster: Cluster;
  taskDefinition: TaskDefinition;
  settings: RevisionSettings;
  group?: string;
  startedBy?: string;
  tags: Tag[];
  enableExecuteCommand: boolean;
}

/** Turns deployments and RunTask's requests into tasks. */
export class TaskLauncher {
  constructor(
    private readonly arns: Arns,
    private readonly keeper: TaskKeeper,
    private readonly tags: Tags,
    private readonly faults: LaunchFaults,
  ) {}

  /** @param onChange called whenever the task moves. */
  forService(service: EcsService, { id, revision }: Deployment, onChange: (task: EcsTask) => void): EcsTask | Refusal {
    const { clusterName, clusterArn, name } = service.identity;
    const { taskDefinition, settings } = revision;
    const refusal = this.refusal({ cluster: clusterName, service: name }, taskDefinition, settings);
    if (refusal) return refusal;
    const own = taskId();
    const arn = this.arns.task(clusterName, own);
    this.tags.put(arn, this.tagsOf(service, taskDefinition));
    return this.keeper.place(
      {
        id: own,
        arn,
        clusterArn,
        clusterName,
        taskDefinition,
        ...launch(settings),
        group: `service:${name}`,
        startedBy: id,
        loadBalancers: revision.balancers,
        serviceRegistries: settings.serviceRegistries,
        images: revision.images,
        enableExecuteCommand: service.settings.enableExecuteCommand,
      },
      [...service.tasks].filter(({ live }) => live).map(({ order }) => order.placement.availabilityZone),
      onChange,
    );
  }

  alone({ cluster, taskDefinition, settings, ...asked }: LoneTask): EcsTask | Refusal {
    const refusal = this.refusal({ cluster: cluster.name }, taskDefinition, settings);
    if (refusal) return refusal;
    const id = taskId();
    const arn = this.arns.task(cluster.name, id);
    this.tags.put(arn, asked.tags);
    return this.keeper.place(
      {
        id,
        arn,
        clusterArn: cluster.arn,
        clusterName: cluster.name,
        taskDefinition,
        ...launch(settings),
        group: asked.group ?? `family:${taskDefinition.family ?? ''}`,
        startedBy: asked.startedBy,
        loadBalancers: [],
        serviceRegistries: [],
        images: imagesOf(taskDefinition),
        enableExecuteCommand: asked.enableExecuteCommand,
      },
      [],
      () => {},
    );
  }

  private refusal(
    who: { cluster: string; service?: string },
    definition: TaskDefinition,
    settings: RevisionSettings,
  ): Refusal | undefined {
    const ordered = orderedRefusal(this.faults, { ...who, family: definition.family ?? '' }, definition);
    return ordered ?? (onFargate(settings) ? undefined : NO_INSTANCES);
  }

  private tagsOf(service: EcsService, definition: TaskDefinition): Tag[] {
    const { propagateTags, enableECSManagedTags } = service.settings;
    const managed = [
      { key: 'aws:ecs:serviceName', value: service.name },
      { key: 'aws:ecs:clusterName', value: service.identity.clusterName },
    ];
    const source = propagateTags === 'SERVICE' ? service.identity.arn : definition.taskDefinitionArn;
    return [...(enableECSManagedTags ? managed : []), ...(propagateTags === 'NONE' ? [] : this.tags.of(source ?? ''))];
  }
}

const NO_INSTANCES: Refusal = {
  says: words.noInstances,
  isFailure: false,
  answer: invalidParameter('No Container Instances were found in your cluster.'),
};

/** A revision's images, without their digests yet. */
export const imagesOf = (definition: TaskDefinition): { containerName?: string; image?: string }[] =>
  (definition.containerDefinitions ?? []).map(({ name, image }) => ({ containerName: name, image }));

const launch = (
  settings: RevisionSettings,
): { launchType: 'FARGATE'; capacityProviderName?: string; platformVersion: string; subnets: readonly string[] } => ({
  launchType: 'FARGATE',
  capacityProviderName: settings.launchType ? undefined : settings.capacityProviderStrategy?.[0]?.capacityProvider,
  platformVersion:
    !settings.platformVersion || settings.platformVersion === 'LATEST' ? '1.4.0' : settings.platformVersion,
  subnets: settings.networkConfiguration?.awsvpcConfiguration?.subnets ?? [],
});
