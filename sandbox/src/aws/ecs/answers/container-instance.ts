import type { ContainerInstance as InstanceShape, Resource } from '@aws-sdk/client-ecs';
import type { ContainerInstance, InstanceResources } from '../../engine/scheduler/container-instance';
import { isPending, isRunning } from '../../engine/scheduler/ecs-service';
import type { EcsRegion } from '../state/ecs.region';

/** A container instance as the operations answer it; tags where `include` asks for them. */
export function containerInstanceShape(
  region: EcsRegion,
  instance: ContainerInstance,
  withTags = false,
): InstanceShape {
  const { identity, versionInfo, attributes } = instance;
  const tasks = region.tasks.of(identity.clusterName).filter(({ order }) => order.instance === instance);
  return {
    containerInstanceArn: identity.arn,
    ec2InstanceId: identity.ec2InstanceId,
    version: instance.version,
    versionInfo,
    remainingResources: resources(instance.remaining),
    registeredResources: resources(instance.registered),
    status: instance.status,
    agentConnected: instance.agentConnected,
    runningTasksCount: tasks.filter(isRunning).length,
    pendingTasksCount: tasks.filter(isPending).length,
    attributes: [...attributes].map(([name, value]) => (value === '' ? { name } : { name, value })),
    registeredAt: new Date(instance.registeredAt),
    attachments: [],
    tags: withTags ? region.tags.of(identity.arn) : [],
  };
}

function resources({ cpu, memory, tcpPorts, udpPorts }: InstanceResources): Resource[] {
  const number = (name: string, integerValue: number): Resource => ({
    name,
    type: 'INTEGER',
    doubleValue: 0,
    longValue: 0,
    integerValue,
  });
  const set = (name: string, stringSetValue: string[]): Resource => ({
    name,
    type: 'STRINGSET',
    doubleValue: 0,
    longValue: 0,
    integerValue: 0,
    stringSetValue,
  });
  return [number('CPU', cpu), number('MEMORY', memory), set('PORTS', tcpPorts), set('PORTS_UDP', udpPorts)];
}
