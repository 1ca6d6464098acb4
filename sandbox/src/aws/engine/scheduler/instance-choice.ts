import type { PlacementConstraint, PlacementStrategy, TaskDefinition } from '@aws-sdk/client-ecs';
import { parseClusterQuery } from './cluster-query';
import type { ContainerInstance } from './container-instance';
import { architectureOf } from './platform';
import type { Reservation } from './reservation';

/** A task that is to be put on a container instance. */
export interface Wanted {
  definition: TaskDefinition;
  reservation: Reservation;
  /** The task definition's and the service's or RunTask's own. */
  constraints: readonly PlacementConstraint[];
  strategy: readonly PlacementStrategy[];
}

/** Why an instance cannot take a task, as RunTask's failures name it; the later, the closer it came. */
const MISFITS = [
  'AGENT',
  'ATTRIBUTE',
  'MemberOf placement constraint unsatisfied.',
  'DistinctInstance placement constraint unsatisfied.',
  'RESOURCE:ENI',
  'RESOURCE:PORTS',
  'RESOURCE:MEMORY',
  'RESOURCE:CPU',
] as const;

export type Misfit = (typeof MISFITS)[number];

export interface Unfit {
  instance: ContainerInstance;
  misfit: Misfit;
}

/**
 * Chooses the instance for a task: of those that satisfy every requirement and constraint, the one that its strategies
 * prefer, in their order ("How Amazon ECS places tasks on container instances").
 * @param instances those that take new tasks
 * @returns it, or why each of them cannot have it, the closest first
 */
export function chooseInstance(
  wanted: Wanted,
  instances: readonly ContainerInstance[],
): ContainerInstance | readonly Unfit[] {
  const judged = instances.map((instance) => ({ instance, misfit: misfitOf(instance, wanted) }));
  const fit = judged.filter(({ misfit }) => misfit === undefined).map(({ instance }) => instance);
  const [best] = preferred(fit, wanted, instances);
  if (best) return best;
  const rank = ({ misfit }: Unfit): number => MISFITS.indexOf(misfit);
  return judged
    .flatMap(({ instance, misfit }) => (misfit ? [{ instance, misfit }] : []))
    .toSorted((a, b) => rank(b) - rank(a));
}

/** What keeps a task from an instance whatever else is on it: a daemon has no task there. */
export function isEligible(instance: ContainerInstance, { definition, constraints }: Wanted): boolean {
  return lacks(instance, definition).length === 0 && constraints.every((each) => isMember(instance, each));
}

function misfitOf(instance: ContainerInstance, { definition, reservation, constraints }: Wanted): Misfit | undefined {
  const { cpu, memory, tcpPorts, udpPorts } = instance.remaining;
  const isTaken = (taken: readonly string[], ports: readonly number[]): boolean =>
    ports.some((port) => taken.includes(String(port)));
  if (!instance.agentConnected) return 'AGENT';
  if (lacks(instance, definition).length > 0) return 'ATTRIBUTE';
  if (!constraints.every((each) => isMember(instance, each))) return 'MemberOf placement constraint unsatisfied.';
  if (constraints.some(({ type }) => type === 'distinctInstance') && instance.groups.includes(reservation.group))
    return 'DistinctInstance placement constraint unsatisfied.';
  if (reservation.hasInterface && instance.interfaces >= interfacesOf(instance)) return 'RESOURCE:ENI';
  if (isTaken(tcpPorts, reservation.tcpPorts) || isTaken(udpPorts, reservation.udpPorts)) return 'RESOURCE:PORTS';
  if (reservation.memory > memory) return 'RESOURCE:MEMORY';
  return reservation.cpu > cpu ? 'RESOURCE:CPU' : undefined;
}

/** The attributes that a task definition requires and an instance does not have. */
function lacks({ attributes }: ContainerInstance, definition: TaskDefinition): string[] {
  const required = (definition.requiresAttributes ?? []).map(({ name }) => name ?? '');
  const architecture = architectureOf(definition) === 'arm64' ? 'arm64' : 'x86_64';
  const isForeign = (attributes.get('ecs.cpu-architecture') ?? architecture) !== architecture;
  return [...required.filter((name) => !attributes.has(name)), ...(isForeign ? ['ecs.cpu-architecture'] : [])];
}

const isMember = (instance: ContainerInstance, { type, expression }: PlacementConstraint): boolean =>
  type !== 'memberOf' || parseClusterQuery(expression ?? '')(instance);

/** How many network interfaces an instance has for tasks: its own is not one of them ("IP addresses per network interface per instance type"). */
const interfacesOf = ({ attributes }: ContainerInstance): number =>
  INTERFACES[attributes.get('ecs.instance-type') ?? ''] ?? 3;

const INTERFACES: Readonly<Record<string, number>> = {
  't3.micro': 1,
  't3.small': 2,
  't3.medium': 2,
  't3.large': 2,
  'm5.large': 2,
  'm5.xlarge': 3,
  'c5.large': 2,
};

/** Where no strategy is named, a service's tasks are spread over zones, and within a zone over instances. */
const SPREAD: readonly PlacementStrategy[] = [
  { type: 'spread', field: 'attribute:ecs.availability-zone' },
  { type: 'spread', field: 'instanceId' },
];

function preferred(
  fit: readonly ContainerInstance[],
  { strategy, reservation }: Wanted,
  instances: readonly ContainerInstance[],
): ContainerInstance[] {
  const keys = (strategy.length > 0 ? strategy : SPREAD).map((each) => keyOf(each, reservation.group, instances));
  return fit.toSorted((a, b) => {
    for (const key of keys) {
      const difference = key(a) - key(b);
      if (difference !== 0) return difference;
    }
    return 0;
  });
}

/** What a strategy wants least of. */
function keyOf(
  { type, field = 'instanceId' }: PlacementStrategy,
  group: string,
  instances: readonly ContainerInstance[],
): (instance: ContainerInstance) => number {
  if (type === 'random') {
    const drawn = new Map(instances.map((instance) => [instance, Math.random()]));
    return (instance) => drawn.get(instance) ?? 0;
  }
  if (type === 'binpack') return ({ remaining }) => (field.toLowerCase() === 'cpu' ? remaining.cpu : remaining.memory);
  const place = ({ identity, attributes }: ContainerInstance): string | undefined =>
    field.startsWith('attribute:') ? attributes.get(field.slice('attribute:'.length)) : identity.id;
  return (instance) =>
    instances
      .filter((other) => place(other) === place(instance))
      .reduce((count, other) => count + other.groups.filter((each) => each === group).length, 0);
}
