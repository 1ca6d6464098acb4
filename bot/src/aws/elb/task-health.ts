import type { Task } from '@aws-sdk/client-ecs';
import type { TargetHealthDescription } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { RunningTask } from '../../domain/deployments/rollouts.port';

type Health = Pick<RunningTask, 'health' | 'reason' | 'port'>;

/**
 * What a service's health checks say of one of its tasks: those of the target groups, and the container's own. It is
 * healthy when all of them pass.
 * @param groups what DescribeTargetHealth says of each of the service's target groups
 */
export function healthOf(task: Task, groups: readonly TargetHealthDescription[][]): Health {
  const found = [...groups.map((targets) => atTargets(task, targets)), ofContainers(task)];
  const checked = found.filter(({ health }) => health !== 'unchecked');
  return (
    checked.find(({ health }) => health === 'unhealthy') ??
    checked.find(({ health }) => health === 'waiting') ??
    checked[0] ?? { health: 'unchecked' }
  );
}

// TargetHealth.State: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetHealth.html
const STATES: Readonly<Record<string, RunningTask['health']>> = {
  healthy: 'healthy',
  unhealthy: 'unhealthy',
  initial: 'waiting',
  draining: 'waiting',
  'unhealthy.draining': 'waiting',
};

function atTargets(task: Task, targets: TargetHealthDescription[]): Health {
  const own = targetOf(task, targets);
  // A task that runs is registered a moment later; that an instance's port is not found is no such moment.
  if (own === undefined) return { health: isOnInstances(targets) ? 'unchecked' : 'waiting' };
  const { State = '', Description } = own.TargetHealth ?? {};
  const health = STATES[State] ?? 'unchecked';
  if (health !== 'unhealthy') return { health };
  const port = Number(own.HealthCheckPort ?? own.Target?.Port);
  return { health, ...(Description ? { reason: Description } : {}), ...(port > 0 ? { port } : {}) };
}

/** A task with an address of its own is a target by that; one on an instance by a port that no other target has. */
function targetOf(task: Task, targets: TargetHealthDescription[]): TargetHealthDescription | undefined {
  const addresses = addressesOf(task);
  const byAddress = targets.find(({ Target }) => Target?.Id !== undefined && addresses.has(Target.Id));
  if (byAddress !== undefined || !isOnInstances(targets)) return byAddress;
  const ports = new Set(hostPortsOf(task));
  const byPort = targets.filter(({ Target }) => Target?.Port !== undefined && ports.has(Target.Port));
  return byPort.length === 1 ? byPort[0] : undefined;
}

function isOnInstances(targets: TargetHealthDescription[]): boolean {
  return targets.some(({ Target }) => Target?.Id?.startsWith('i-') === true);
}

function addressesOf({ attachments = [], containers = [] }: Task): Set<string> {
  const attached = attachments.flatMap(({ details = [] }) =>
    details.flatMap(({ name, value }) => (name === 'privateIPv4Address' && value ? [value] : [])),
  );
  const own = containers.flatMap(({ networkInterfaces = [] }) =>
    networkInterfaces.flatMap(({ privateIpv4Address, ipv6Address }) => [privateIpv4Address, ipv6Address]),
  );
  return new Set([...attached, ...own].filter((address) => address !== undefined));
}

function hostPortsOf({ containers = [] }: Task): number[] {
  return containers.flatMap(({ networkBindings = [] }) => networkBindings.flatMap(({ hostPort }) => hostPort ?? []));
}

/** UNKNOWN is said both where there is no check and where it has not found anything yet. */
function ofContainers({ containers = [], healthStatus }: Task): Health {
  const said = [healthStatus, ...containers.map((container) => container.healthStatus)];
  if (said.includes('UNHEALTHY')) return { health: 'unhealthy', reason: 'container health check' };
  return { health: said.includes('HEALTHY') ? 'healthy' : 'unchecked' };
}
