import type { RegisterContainerInstanceRequest, Resource } from '@aws-sdk/client-ecs';
import type { Clock } from '../../../kernel/clock';
import { ContainerInstance, type InstanceResources } from '../../engine/scheduler/container-instance';
import { taskId } from '../../engine/scheduler/identifiers';
import { clientFault } from '../ecs.faults';
import { type Arns, nameOf } from './arns';
import type { Cluster } from './clusters';

/** A region's container instances, of every cluster. */
export class ContainerInstances {
  private readonly instances = new Map<string, ContainerInstance>();

  constructor(
    private readonly arns: Arns,
    private readonly clock: Clock,
  ) {}

  /**
   * What an instance's agent calls when it starts: an instance again where it names its ARN, else a new one.
   * @throws AwsFault ClientException where it says nothing of the machine
   */
  register(cluster: Cluster, input: RegisterContainerInstanceRequest): ContainerInstance {
    const known = input.containerInstanceArn && this.instances.get(nameOf(input.containerInstanceArn));
    if (known) {
      known.turn({ agentConnected: true });
      return known;
    }
    const machine = identityOf(input.instanceIdentityDocument);
    const id = taskId();
    const { availabilityZone = `${this.arns.region}a` } = machine;
    const instance = new ContainerInstance(
      {
        id,
        arn: this.arns.containerInstance(cluster.name, id),
        clusterName: cluster.name,
        ec2InstanceId: machine.instanceId,
        availabilityZone,
      },
      resourcesOf(input.totalResources ?? []),
      input.versionInfo ?? {},
      this.clock.now(),
      [
        ...(input.attributes ?? []).map(({ name, value = '' }) => [name ?? '', value] as const),
        ['ecs.availability-zone', availabilityZone] as const,
        ['ecs.instance-type', machine.instanceType ?? ''] as const,
        ['ecs.ami-id', machine.imageId ?? ''] as const,
        ['ecs.os-type', 'linux'] as const,
        ['ecs.cpu-architecture', machine.architecture === 'arm64' ? 'arm64' : 'x86_64'] as const,
      ],
    );
    this.instances.set(id, instance);
    return instance;
  }

  /** Those of a cluster that are not deregistered. */
  of(clusterName: string): ContainerInstance[] {
    return [...this.instances.values()].filter(
      ({ identity, status }) => identity.clusterName === clusterName && status !== 'INACTIVE',
    );
  }

  /** @param idOrArn also of one that is deregistered, and the EC2 instance's */
  find(clusterName: string, idOrArn: string): ContainerInstance | undefined {
    const id = nameOf(idOrArn);
    return [...this.instances.values()].find(
      ({ identity }) => identity.clusterName === clusterName && (identity.id === id || identity.ec2InstanceId === id),
    );
  }
}

interface Machine {
  instanceId: string;
  instanceType?: string;
  availabilityZone?: string;
  architecture?: string;
  imageId?: string;
}

/** The machine as EC2's metadata service describes it. */
function identityOf(document: string | undefined): Machine {
  try {
    const machine = JSON.parse(document ?? '') as Partial<Machine> | null;
    if (machine?.instanceId) return { ...machine, instanceId: machine.instanceId };
  } catch {
    // Said below.
  }
  throw clientFault('Unable to parse instance identity document.');
}

function resourcesOf(resources: readonly Resource[]): InstanceResources {
  const named = (name: string): Resource | undefined => resources.find((each) => each.name === name);
  return {
    cpu: named('CPU')?.integerValue ?? 0,
    memory: named('MEMORY')?.integerValue ?? 0,
    tcpPorts: named('PORTS')?.stringSetValue ?? [],
    udpPorts: named('PORTS_UDP')?.stringSetValue ?? [],
  };
}
