import type { ContainerImage, LaunchType, LoadBalancer, ServiceRegistry, TaskDefinition } from '@aws-sdk/client-ecs';
import type { Clock } from '../../../kernel/clock';
import type { Pace } from '../../../kernel/pace';
import type { ImageFile, ImageSource } from '../images.port';
import type { LogSink } from '../logs.port';
import type { Registries } from '../registries.port';
import type { SecretSource } from '../secrets.port';
import type { Targets } from '../targets.port';
import type { TaskRun, TaskRuntime } from '../task-runtime.port';
import type { Placement } from './addresses';
import { containerPort, mainContainer, taskSize } from './revision';

/** What tasks need of the region they run in. */
export interface TaskWorld {
  clock: Clock;
  pace: Pace;
  runtime: TaskRuntime;
  targets: Targets;
  images: ImageSource;
  registries: Registries;
  secrets: SecretSource;
  logs: LogSink;
}

/** What one task is to be: decided when it is placed, never changed. */
export interface TaskOrder {
  id: string;
  arn: string;
  clusterArn: string;
  clusterName: string;
  taskDefinition: TaskDefinition;
  launchType: LaunchType;
  capacityProviderName?: string;
  platformVersion?: string;
  /** "service:<name>" */
  group: string;
  /** "ecs-svc/<digits>" of the deployment that started it. */
  startedBy?: string;
  placement: Placement;
  /** Of its network configuration; its zone decides which one it is in. */
  subnets: readonly string[];
  loadBalancers: readonly LoadBalancer[];
  serviceRegistries: readonly ServiceRegistry[];
  /** The revision's images, shared by its tasks: the first to pull one settles its digest for all. */
  images: ContainerImage[];
  enableExecuteCommand: boolean;
}

/**
 * The runtime's view of an order whose images are pulled.
 * @param secrets the container's variables that come from secrets
 */
export function taskRun(order: TaskOrder, file: ImageFile, secrets: Readonly<Record<string, string>>): TaskRun {
  const { taskDefinition, placement, loadBalancers } = order;
  const container = mainContainer(taskDefinition, loadBalancers);
  const image = order.images.find(({ containerName }) => containerName === container?.name);
  return {
    taskArn: order.arn,
    image: { ...file, command: commandOf(file, container?.entryPoint, container?.command) },
    environment: {
      ...Object.fromEntries((container?.environment ?? []).map(({ name, value }) => [name ?? '', value ?? ''])),
      ...secrets,
    },
    ...taskSize(taskDefinition),
    containerPort: containerPort(taskDefinition, loadBalancers),
    address: placement.address,
    metadata: {
      cluster: order.clusterName,
      family: taskDefinition.family ?? '',
      revision: String(taskDefinition.revision ?? ''),
      containerName: container?.name ?? '',
      imageReference: image?.image ?? '',
      imageDigest: image?.imageDigest ?? '',
      availabilityZone: placement.availabilityZone,
      launchType: order.launchType,
    },
  };
}

/** As Docker's ENTRYPOINT and CMD: an image here has only a command, which either of the container's own replaces. */
const commandOf = (file: ImageFile, entryPoint: string[] = [], command: string[] = []): readonly string[] =>
  entryPoint.length > 0 || command.length > 0 ? [...entryPoint, ...command] : file.command;
