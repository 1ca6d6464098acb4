import type { VersionInfo } from '@aws-sdk/client-ecs';
import type { Reservation } from './reservation';

/** Who a container instance is. */
export interface InstanceIdentity {
  /** 32 hexadecimal digits */
  id: string;
  arn: string;
  clusterName: string;
  ec2InstanceId: string;
  availabilityZone: string;
}

/** What an instance has: of ports those that are taken. */
export interface InstanceResources {
  cpu: number;
  /** MiB */
  memory: number;
  tcpPorts: string[];
  udpPorts: string[];
}

/** A machine that tasks of the launch type EC2 are placed on. */
export class ContainerInstance {
  status: 'ACTIVE' | 'DRAINING' | 'INACTIVE' = 'ACTIVE';
  agentConnected = true;
  /** Counts every change, as DescribeContainerInstances shows it. */
  version = 1;
  readonly attributes: Map<string, string>;
  private readonly held = new Map<string, Reservation>();

  constructor(
    readonly identity: InstanceIdentity,
    readonly registered: InstanceResources,
    readonly versionInfo: VersionInfo,
    /** Epoch ms. */
    readonly registeredAt: number,
    attributes: Iterable<readonly [string, string]>,
  ) {
    this.attributes = new Map(attributes);
  }

  get remaining(): InstanceResources {
    const reservations = [...this.held.values()];
    const sum = (of: (each: Reservation) => number): number =>
      reservations.reduce((total, each) => total + of(each), 0);
    const { cpu, memory, tcpPorts, udpPorts } = this.registered;
    return {
      cpu: cpu - sum((each) => each.cpu),
      memory: memory - sum((each) => each.memory),
      tcpPorts: [...tcpPorts, ...reservations.flatMap((each) => each.tcpPorts.map(String))],
      udpPorts: [...udpPorts, ...reservations.flatMap((each) => each.udpPorts.map(String))],
    };
  }

  /** Tasks that have a network interface of their own there. */
  get interfaces(): number {
    return [...this.held.values()].filter(({ hasInterface }) => hasInterface).length;
  }

  /** The groups of the tasks on it, one for each task. */
  get groups(): string[] {
    return [...this.held.values()].map(({ group }) => group);
  }

  hold(taskId: string, reservation: Reservation): void {
    this.held.set(taskId, reservation);
    this.version += 1;
  }

  release(taskId: string): void {
    if (this.held.delete(taskId)) this.version += 1;
  }

  turn(change: { status?: ContainerInstance['status']; agentConnected?: boolean }): void {
    Object.assign(this, change);
    this.version += 1;
  }
}
