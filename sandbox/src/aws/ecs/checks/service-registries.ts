import type { ServiceRegistry, TaskDefinition } from '@aws-sdk/client-ecs';
import type { Registries } from '../../engine/registries.port';
import { invalidParameter } from '../ecs.faults';

/** @throws AwsFault InvalidParameterException where a service's tasks could not be registered with its registries. */
export function checkRegistries(
  definition: TaskDefinition,
  registries: readonly ServiceRegistry[],
  known: Pick<Registries, 'find'>,
): void {
  if (registries.length > 1) throw invalidParameter('service registries can have at most 1 items.');
  for (const registry of registries) {
    const found = known.find(registry.registryArn ?? '');
    if (!found) {
      throw invalidParameter(`The service registry with registryArn ${registry.registryArn ?? ''} does not exist.`);
    }
    checkPort(definition, registry, found.recordTypes.includes('SRV'));
  }
}

/** A port is what an SRV record is made from, and nothing else may name one (ServiceRegistry). */
function checkPort(definition: TaskDefinition, registry: ServiceRegistry, needed: boolean): void {
  const { port, containerName, containerPort } = registry;
  const awsvpc = definition.networkMode === 'awsvpc';
  if (port !== undefined && (containerName !== undefined || containerPort !== undefined)) {
    throw invalidParameter(
      "Specify a value for either 'port' or the 'containerName' and 'containerPort' combination, but not both. Remove one and retry.",
    );
  }
  if (!awsvpc && (containerName === undefined || containerPort === undefined)) {
    throw invalidParameter(
      "When specifying 'host' or 'bridge' for networkMode, values for 'containerName' and 'containerPort' must be specified from the task definition.",
    );
  }
  if (awsvpc && !needed) {
    const given = Object.entries({ port, containerName, containerPort }).find(([, value]) => value !== undefined);
    if (given) {
      throw invalidParameter(
        `The values specified for serviceRegistries do not require a value for '${given[0]}'. Remove the value and retry.`,
      );
    }
  }
  if (needed && port === undefined && (containerName === undefined || containerPort === undefined)) {
    throw invalidParameter("Specify a value for either 'port' or the 'containerName' and 'containerPort' combination.");
  }
  if (containerName === undefined) return;
  const container = definition.containerDefinitions?.find(({ name }) => name === containerName);
  if (!container) throw invalidParameter(`The container ${containerName} does not exist in the task definition.`);
  if (!container.portMappings?.some((mapping) => mapping.containerPort === containerPort)) {
    throw invalidParameter(
      `The container ${containerName} did not have a container port ${containerPort ?? ''} defined.`,
    );
  }
}
