import type { ContainerDefinition, LoadBalancer } from '@aws-sdk/client-ecs';
import type { ImageFile } from '../images.port';
import type { ContainerRun, TaskRun } from '../task-runtime.port';
import { architectureOf, foreignCommand } from './platform';
import { mainContainer, taskSize } from './revision';
import type { TaskOrder } from './task-order';
import type { PreparedContainer } from './task-preparation';

/** The runtime's view of an order whose containers are prepared. */
export function taskRun(order: TaskOrder, prepared: readonly PreparedContainer[]): TaskRun {
  const { taskDefinition, placement, loadBalancers } = order;
  return {
    taskArn: order.arn,
    containers: prepared.map((each) => containerRun(order, each)),
    serving: mainContainer(taskDefinition, loadBalancers)?.name ?? '',
    ...taskSize(taskDefinition),
    address: placement.address,
    metadata: {
      cluster: order.clusterName,
      family: taskDefinition.family ?? '',
      revision: String(taskDefinition.revision ?? ''),
      availabilityZone: placement.availabilityZone,
      launchType: order.launchType,
    },
  };
}

function containerRun(order: TaskOrder, { container, file, secrets }: PreparedContainer): ContainerRun {
  const { name, definition } = container;
  const { environment = [], entryPoint, command, memory } = definition;
  const image = order.images.find(({ containerName }) => containerName === name);
  const own = commandOf(file, entryPoint, command);
  return {
    name,
    image: { ...file, command: foreignCommand(own, file, architectureOf(order.taskDefinition)) },
    environment: {
      ...Object.fromEntries(environment.map((variable) => [variable.name ?? '', variable.value ?? ''])),
      ...secrets,
    },
    ports: shownPorts(definition, order.loadBalancers),
    ...(memory && { memoryMiB: memory }),
    imageReference: image?.image ?? '',
    imageDigest: image?.imageDigest ?? '',
  };
}

/** The ports that ECS and ELB show of a container, one behind a balancer first. */
function shownPorts(
  { name, portMappings = [] }: ContainerDefinition,
  loadBalancers: readonly LoadBalancer[],
): number[] {
  const balanced = loadBalancers.filter(({ containerName }) => containerName === name);
  const shown = [...balanced, ...portMappings].flatMap(({ containerPort }) => containerPort ?? []);
  return [...new Set(shown)];
}

/** As Docker's ENTRYPOINT and CMD: an image here has only a command, which either of the container's own replaces. */
const commandOf = (file: ImageFile, entryPoint: string[] = [], command: string[] = []): readonly string[] =>
  entryPoint.length > 0 || command.length > 0 ? [...entryPoint, ...command] : file.command;
