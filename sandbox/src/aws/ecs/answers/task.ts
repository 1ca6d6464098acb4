import type { Attachment, Container, Task, TaskDefinition } from '@aws-sdk/client-ecs';
import type { EcsTask } from '../../engine/scheduler/task';
import type { TaskContainer } from '../../engine/scheduler/task-container';
import type { EcsRegion } from '../state/ecs.region';

/** A task as DescribeTasks, StopTask and RunTask answer it. */
export function taskShape(region: EcsRegion, task: EcsTask, withTags = false): Task {
  const { order, times, stop } = task;
  const { taskDefinition } = order;
  return {
    attachments: hasInterface(taskDefinition) ? [attachment(region, task)] : [],
    attributes: [
      {
        name: 'ecs.cpu-architecture',
        value: taskDefinition.runtimePlatform?.cpuArchitecture === 'ARM64' ? 'arm64' : 'x86_64',
      },
    ],
    availabilityZone: order.placement.availabilityZone,
    ...(order.capacityProviderName && { capacityProviderName: order.capacityProviderName }),
    clusterArn: order.clusterArn,
    ...(times.pullStarted !== undefined && { connectivity: 'CONNECTED', connectivityAt: new Date(times.pullStarted) }),
    containers: task.containers.all.map((each) => containerShape(region, task, each)),
    cpu: taskDefinition.cpu,
    createdAt: new Date(task.createdAt),
    desiredStatus: task.desiredStatus,
    enableExecuteCommand: order.enableExecuteCommand,
    ...(times.executionStopped !== undefined && { executionStoppedAt: new Date(times.executionStopped) }),
    group: order.group,
    healthStatus: task.containers.health,
    inferenceAccelerators: [],
    lastStatus: task.lastStatus,
    launchType: order.launchType,
    memory: taskDefinition.memory,
    overrides: {
      ...order.overrides,
      containerOverrides: (taskDefinition.containerDefinitions ?? []).map(
        ({ name }) => order.overrides?.containerOverrides?.find((each) => each.name === name) ?? { name },
      ),
      inferenceAcceleratorOverrides: [],
    },
    ...(order.instance && { containerInstanceArn: order.instance.identity.arn }),
    ...(order.platformVersion && { platformVersion: order.platformVersion, platformFamily: 'Linux' }),
    ...(times.pullStarted !== undefined && { pullStartedAt: new Date(times.pullStarted) }),
    ...(times.pullStopped !== undefined && { pullStoppedAt: new Date(times.pullStopped) }),
    ...(times.started !== undefined && { startedAt: new Date(times.started) }),
    ...(order.startedBy && { startedBy: order.startedBy }),
    ...(stop && { stopCode: stop.code, stoppedReason: stop.reason }),
    ...(times.stopped !== undefined && { stoppedAt: new Date(times.stopped) }),
    ...(times.stopping !== undefined && { stoppingAt: new Date(times.stopping) }),
    tags: withTags ? region.tags.of(order.arn) : [],
    taskArn: order.arn,
    taskDefinitionArn: taskDefinition.taskDefinitionArn,
    version: task.version,
    ...(!order.instance && {
      ephemeralStorage: { sizeInGiB: taskDefinition.ephemeralStorage?.sizeInGiB ?? 20 },
      fargateEphemeralStorage: { sizeInGiB: taskDefinition.ephemeralStorage?.sizeInGiB ?? 20 },
    }),
  };
}

function containerShape(region: EcsRegion, task: EcsTask, container: TaskContainer): Container {
  const { order } = task;
  const { definition, exit, ids } = container;
  const image = order.images.find(({ containerName }) => containerName === definition.name);
  const pulled = task.times.pullStopped !== undefined && image?.imageDigest;
  return {
    containerArn: region.arns.container(order.clusterName, order.id, ids.arn),
    taskArn: order.arn,
    name: definition.name,
    image: definition.image,
    ...(pulled && { imageDigest: image.imageDigest, runtimeId: `${order.id}-${ids.runtime.slice(0, 10)}` }),
    lastStatus: isOver(task) ? 'STOPPED' : container.status,
    ...(exit?.exitCode !== undefined && { exitCode: exit.exitCode }),
    ...(exit?.reason && { reason: exit.reason }),
    networkBindings: order.bindings.get(container.name) ?? [],
    networkInterfaces: hasInterface(order.taskDefinition)
      ? [{ attachmentId: task.attachmentId, privateIpv4Address: order.placement.address }]
      : [],
    healthStatus: container.health,
    cpu: String(definition.cpu ?? 0),
    ...(definition.memory && { memory: String(definition.memory) }),
    ...(definition.memoryReservation && { memoryReservation: String(definition.memoryReservation) }),
  };
}

const hasInterface = ({ networkMode }: TaskDefinition): boolean => networkMode === 'awsvpc';

/** Also of a task that ended before there was any container. */
const isOver = ({ lastStatus }: EcsTask): boolean => lastStatus === 'STOPPED' || lastStatus === 'DEPROVISIONING';

function attachment(region: EcsRegion, { order, attachmentId, lastStatus }: EcsTask): Attachment {
  const { address, availabilityZone, networkInterfaceId, macAddress } = order.placement;
  const zone = availabilityZone.charCodeAt(availabilityZone.length - 1) - 'a'.charCodeAt(0);
  const details = {
    subnetId: order.subnets[zone % Math.max(1, order.subnets.length)] ?? '',
    networkInterfaceId,
    macAddress,
    privateDnsName: `ip-${address.replaceAll('.', '-')}.${region.arns.region}.compute.internal`,
    privateIPv4Address: address,
  };
  return {
    id: attachmentId,
    type: 'ElasticNetworkInterface',
    status: lastStatus === 'STOPPED' ? 'DELETED' : lastStatus === 'PROVISIONING' ? 'PRECREATED' : 'ATTACHED',
    details: Object.entries(details).map(([name, value]) => ({ name, value })),
  };
}
