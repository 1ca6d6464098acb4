import type { ContainerDefinition, KeyValuePair, TaskDefinition, TaskOverride } from '@aws-sdk/client-ecs';
import { invalidParameter } from '../ecs.faults';

/**
 * What a task runs whose definition is overridden in parts (RunTask, overrides): a variable is added or replaced by its
 * name, everything else takes the place of what was there.
 * @throws AwsFault InvalidParameterException where a container is named that the definition does not have
 */
export function overridden(
  definition: TaskDefinition,
  { cpu, memory, executionRoleArn, containerOverrides = [] }: TaskOverride,
): TaskDefinition {
  const containers = definition.containerDefinitions ?? [];
  const unknown = containerOverrides.find(({ name }) => !containers.some((container) => container.name === name));
  if (unknown)
    throw invalidParameter(
      `Override for container named ${unknown.name ?? ''} is not a container in the TaskDefinition.`,
    );
  return {
    ...definition,
    ...(cpu && { cpu }),
    ...(memory && { memory }),
    ...(executionRoleArn && { executionRoleArn }),
    containerDefinitions: containers.map((container) => overriddenContainer(container, containerOverrides)),
  };
}

function overriddenContainer(
  container: ContainerDefinition,
  overrides: NonNullable<TaskOverride['containerOverrides']>,
): ContainerDefinition {
  const { environment = [], ...others } = overrides.find(({ name }) => name === container.name) ?? {};
  const given = Object.entries(others).filter(([, value]) => value !== undefined);
  return { ...container, ...Object.fromEntries(given), environment: merged(container.environment ?? [], environment) };
}

const merged = (below: readonly KeyValuePair[], above: readonly KeyValuePair[]): KeyValuePair[] => [
  ...below.filter(({ name }) => !above.some((variable) => variable.name === name)),
  ...above,
];
