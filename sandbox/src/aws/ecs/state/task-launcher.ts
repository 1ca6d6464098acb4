import type { Tag, TaskDefinition, TaskOverride } from '@aws-sdk/client-ecs';
import type { Deployment } from '../../engine/scheduler/deployment';
import type { ContainerInstance } from '../../engine/scheduler/container-instance';
import type { EcsService } from '../../engine/scheduler/ecs-service';
import type { LaunchFaults } from '../../engine/launch-faults.port';
import { bindingsOf } from '../../engine/scheduler/host-ports';
import { taskId } from '../../engine/scheduler/identifiers';
import { onFargate, type RevisionSettings } from '../../engine/scheduler/revision';
import type { EcsTask } from '../../engine/scheduler/task';
import type { TaskKeeper } from '../../engine/scheduler/task-keeper';
import type { TaskOrder } from '../../engine/scheduler/task-order';
import type { Arns } from './arns';
import type { Cluster } from './clusters';
import type { ContainerInstances } from './container-instances';
import { hostsOf, type Placing, takeInstance, wantedOf } from './instance-placing';
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
  placing: Placing;
  /** What of the task definition was overridden in it. */
  overrides?: TaskOverride;
}

/** Turns deployments and RunTask's requests into tasks. */
export class TaskLauncher {
  constructor(
    private readonly arns: Arns,
    private readonly keeper: TaskKeeper,
    private readonly tags: Tags,
    private readonly faults: LaunchFaults,
    private readonly instances: ContainerInstances,
  ) {}

  /** @param onChange called whenever the task moves. */
  forService(service: EcsService, { id, revision }: Deployment, onChange: (task: EcsTask) => void): EcsTask | Refusal {
    const { clusterName, clusterArn, name } = service.identity;
    const { taskDefinition, settings } = revision;
    const own = taskId();
    const group = `service:${name}`;
    const launch = { id: own, cluster: clusterName, service: name, group, taskDefinition, settings };
    const host = this.host(launch, placingOf(service));
    if ('says' in host) return host;
    const arn = this.arns.task(clusterName, own);
    this.tags.put(arn, this.tagsOf(service, taskDefinition));
    return this.keeper.place(
      {
        id: own,
        arn,
        clusterArn,
        clusterName,
        taskDefinition,
        ...launchOf(settings),
        ...host,
        bindings: bindingsOf(taskDefinition),
        group,
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
    const id = taskId();
    const group = asked.group ?? `family:${taskDefinition.family ?? ''}`;
    const host = this.host({ id, cluster: cluster.name, group, taskDefinition, settings }, asked.placing);
    if ('says' in host) return host;
    const arn = this.arns.task(cluster.name, id);
    this.tags.put(arn, asked.tags);
    return this.keeper.place(
      {
        id,
        arn,
        clusterArn: cluster.arn,
        clusterName: cluster.name,
        taskDefinition,
        ...launchOf(settings),
        ...host,
        bindings: bindingsOf(taskDefinition),
        group,
        overrides: asked.overrides,
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

  /** On how many instances a daemon has a task. */
  hosts(service: EcsService): number {
    const { primary, identity } = service;
    if (!primary) return 0;
    const wanted = wantedOf(primary.revision.taskDefinition, `service:${service.name}`, placingOf(service));
    return hostsOf(this.instances, identity.clusterName, wanted);
  }

  /** The instance that a task is put on, and none on Fargate. */
  private host(launch: PlannedLaunch, placing: Placing): { instance?: ContainerInstance } | Refusal {
    const { id, cluster, service, group, taskDefinition, settings } = launch;
    const { family = '' } = taskDefinition;
    const ordered = orderedRefusal(this.faults, { cluster, service, family }, taskDefinition);
    if (ordered) return ordered;
    if (onFargate(settings)) return {};
    const taken = takeInstance(this.instances, cluster, id, wantedOf(taskDefinition, group, placing));
    return 'says' in taken ? taken : { instance: taken };
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

/** A task before it is placed. */
interface PlannedLaunch {
  id: string;
  cluster: string;
  service?: string;
  group: string;
  taskDefinition: TaskDefinition;
  settings: RevisionSettings;
}

/** A daemon has one task on an instance. */
const placingOf = ({ settings }: EcsService): Placing => ({
  placementConstraints: [
    ...settings.placementConstraints,
    ...(settings.schedulingStrategy === 'DAEMON' ? [{ type: 'distinctInstance' as const }] : []),
  ],
  placementStrategy: settings.placementStrategy,
});

/** A revision's images, without their digests yet. */
export const imagesOf = (definition: TaskDefinition): { containerName?: string; image?: string }[] =>
  (definition.containerDefinitions ?? []).map(({ name, image }) => ({ containerName: name, image }));

function launchOf(
  settings: RevisionSettings,
): Pick<TaskOrder, 'launchType' | 'capacityProviderName' | 'platformVersion' | 'subnets'> {
  const subnets = settings.networkConfiguration?.awsvpcConfiguration?.subnets ?? [];
  if (!onFargate(settings)) return { launchType: 'EC2', subnets };
  return {
    launchType: 'FARGATE',
    capacityProviderName: settings.launchType ? undefined : settings.capacityProviderStrategy?.[0]?.capacityProvider,
    platformVersion:
      !settings.platformVersion || settings.platformVersion === 'LATEST' ? '1.4.0' : settings.platformVersion,
    subnets,
  };
}
