import type {
  CapacityProviderStrategyItem,
  ContainerDefinition,
  ContainerImage,
  LaunchType,
  LoadBalancer,
  NetworkConfiguration,
  ServiceRegistry,
  TaskDefinition,
} from '@aws-sdk/client-ecs';

/** What of a service belongs to a revision: changing any of it is a new deployment. */
export interface RevisionSettings {
  launchType?: LaunchType;
  capacityProviderStrategy?: CapacityProviderStrategyItem[];
  platformVersion?: string;
  networkConfiguration?: NetworkConfiguration;
  loadBalancers: LoadBalancer[];
  serviceRegistries: ServiceRegistry[];
}

/** A workload that a service was asked to run: a task definition with its images and where it runs. */
export interface ServiceRevision {
  readonly arn: string;
  readonly taskDefinition: TaskDefinition;
  readonly settings: RevisionSettings;
  /** The load balancers of its settings, each with the target group that its tasks are registered with. */
  readonly balancers: readonly LoadBalancer[];
  /** One for each container. A digest once set never changes: every task of the revision runs the same bytes. */
  readonly images: ContainerImage[];
  /** Epoch ms. */
  readonly createdAt: number;
}

/** Whether tasks run on Fargate, by launch type or by capacity provider; elsewhere they need container instances. */
export function onFargate({ launchType, capacityProviderStrategy }: RevisionSettings): boolean {
  if (launchType) return launchType === 'FARGATE';
  return capacityProviderStrategy?.some(({ capacityProvider }) => capacityProvider?.startsWith('FARGATE')) ?? false;
}

/** The container that a task is there for: the one behind the load balancer, else the first essential one. */
export function mainContainer(
  definition: TaskDefinition,
  loadBalancers: readonly LoadBalancer[],
): ContainerDefinition | undefined {
  const containers = definition.containerDefinitions ?? [];
  const balanced = loadBalancers[0]?.containerName;
  return (
    containers.find(({ name }) => name !== undefined && name === balanced) ??
    containers.find(({ essential }) => essential !== false) ??
    containers[0]
  );
}

/** A task's size in CPU units and MiB: the task's own, else the sum of its containers'. */
export function taskSize(definition: TaskDefinition): { cpuUnits: number; memoryMiB: number } {
  const containers = definition.containerDefinitions ?? [];
  const sum = (of: (container: ContainerDefinition) => number | undefined): number =>
    containers.reduce((total, container) => total + (of(container) ?? 0), 0);
  return {
    cpuUnits: Number(definition.cpu ?? 0) || sum(({ cpu }) => cpu) || 256,
    memoryMiB: Number(definition.memory ?? 0) || sum(({ memory, memoryReservation }) => memory ?? memoryReservation),
  };
}

/** How a task asks for an image: by digest once the revision knows it ("container image resolution"), else by its tag. */
export function pullReference({ image, imageDigest }: ContainerImage): string {
  if (!imageDigest) return image ?? '';
  const named = (image ?? '').split('@')[0] ?? '';
  const tag = named.lastIndexOf(':');
  return `${tag > named.lastIndexOf('/') ? named.slice(0, tag) : named}@${imageDigest}`;
}
