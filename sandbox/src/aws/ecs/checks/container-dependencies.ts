import type { ContainerDefinition, ContainerDependency } from '@aws-sdk/client-ecs';
import { clientFault } from '../ecs.faults';

/**
 * What RegisterTaskDefinition refuses of `dependsOn`, in its words.
 * @throws AwsFault ClientException
 */
export function checkDependencies(containers: readonly ContainerDefinition[]): void {
  for (const { dependsOn = [] } of containers) for (const each of dependsOn) checkDependency(each, containers);
  if (containers.some((container) => leadsTo(container, container, containers)))
    throw clientFault('Container dependencies should not have a cycle');
}

function checkDependency(
  { containerName, condition }: ContainerDependency,
  containers: readonly ContainerDefinition[],
): void {
  const dependency = containers.find(({ name }) => name === containerName);
  if (!dependency) throw clientFault(`Cannot depend on container + '${containerName ?? ''}' because it does not exist`);
  if ((condition === 'SUCCESS' || condition === 'COMPLETE') && dependency.essential !== false)
    throw clientFault('A dependency container with SUCCESS or COMPLETE condition cannot be an essential container');
  if (condition === 'HEALTHY' && !dependency.healthCheck)
    throw clientFault('A dependency container with HEALTHY condition must have health check configured');
}

/** Whether a container waits for another one, itself perhaps, however many are between. */
function leadsTo(
  from: ContainerDefinition,
  to: ContainerDefinition,
  containers: readonly ContainerDefinition[],
  seen: ReadonlySet<ContainerDefinition> = new Set(),
): boolean {
  if (seen.has(from)) return false;
  const next = (from.dependsOn ?? []).flatMap(
    ({ containerName }) => containers.find(({ name }) => name === containerName) ?? [],
  );
  return next.some((each) => each === to || leadsTo(each, to, containers, new Set([...seen, from])));
}
