import type { RegisterTaskDefinitionRequest } from '@aws-sdk/client-ecs';
import { checkDependencies } from './container-dependencies';
import { checkFargateSize } from './fargate-sizes';
import { clientFault } from '../ecs.faults';

/**
 * What RegisterTaskDefinition refuses, in its order.
 * @param input with `cpu` in units and `memory` in MiB already.
 * @throws AwsFault ClientException
 */
export function checkTaskDefinition(input: RegisterTaskDefinitionRequest): void {
  if (!/^[A-Za-z0-9_-]{1,255}$/.test(input.family ?? '')) throw clientFault('Family contains invalid characters.');
  if (input.requiresCompatibilities?.includes('FARGATE')) {
    if (input.networkMode !== 'awsvpc') throw clientFault("Fargate only supports network mode 'awsvpc'.");
    checkFargateSize(input.cpu, input.memory);
  }
  checkContainers(input);
  checkDependencies(input.containerDefinitions ?? []);
}

function checkContainers({ containerDefinitions = [], memory }: RegisterTaskDefinitionRequest): void {
  if (containerDefinitions.length === 0) throw clientFault('Container list cannot be empty.');
  const names = new Set<string>();
  for (const container of containerDefinitions) {
    if (!container.name) throw clientFault('Container.name should not be null or empty.');
    if (!/^[A-Za-z0-9_-]{1,255}$/.test(container.name))
      throw clientFault('Container.name contains invalid characters.');
    if (!container.image) throw clientFault('Container.image should not be null or empty.');
    if (names.has(container.name)) throw clientFault(`Container.name must be unique: ${container.name}`);
    names.add(container.name);
    if (memory || container.memory || container.memoryReservation) continue;
    throw clientFault(
      `Invalid setting for container '${container.name}'. At least one of 'memory' or 'memoryReservation' must be specified.`,
    );
  }
  if (containerDefinitions.every(({ essential }) => essential === false)) {
    throw clientFault('TaskDefinition must have at least one essential container.');
  }
}
