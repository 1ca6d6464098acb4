import type { ContainerDefinition, TaskDefinition } from '@aws-sdk/client-ecs';

/** What a task takes of the container instance that it is on, from its placement until its containers have ended. */
export interface Reservation {
  /** "service:<name>", "family:<name>" */
  group: string;
  cpu: number;
  /** MiB */
  memory: number;
  /** Ports of the host that nothing else can have. */
  tcpPorts: number[];
  udpPorts: number[];
  /** Whether it has a network interface of its own there. */
  hasInterface: boolean;
}

/** A task's own size, or else the sum of its containers': of memory what is reserved, where that is less than the limit. */
export function reservationOf(definition: TaskDefinition, group: string): Reservation {
  const containers = definition.containerDefinitions ?? [];
  const sum = (of: (container: ContainerDefinition) => number | undefined): number =>
    containers.reduce((total, container) => total + (of(container) ?? 0), 0);
  const hasInterface = definition.networkMode === 'awsvpc';
  const mappings = hasInterface ? [] : containers.flatMap(({ portMappings = [] }) => portMappings);
  const ports = (protocol: string): number[] =>
    mappings.flatMap((each) => (each.hostPort && (each.protocol ?? 'tcp') === protocol ? [each.hostPort] : []));
  return {
    group,
    cpu: Number(definition.cpu ?? 0) || sum(({ cpu }) => cpu),
    memory: Number(definition.memory ?? 0) || sum(({ memory, memoryReservation }) => memoryReservation ?? memory),
    tcpPorts: ports('tcp'),
    udpPorts: ports('udp'),
    hasInterface,
  };
}
