import {
  DeleteServiceCommand,
  DeregisterTaskDefinitionCommand,
  DescribeServicesCommand,
  paginateListServices,
  paginateListTaskDefinitions,
  type ECSClient,
} from '@aws-sdk/client-ecs';

/** A service in a stack's cluster that the stack did not make. */
export interface Neighbour {
  name: string;
  desired: number;
  running: number;
}

/** DescribeServices takes so many at a time. */
const AT_A_TIME = 10;

/** Everything in the cluster beside the stack's own service: a cluster with services in it cannot be deleted. */
export async function neighbours(
  ecs: ECSClient,
  { cluster, service }: { cluster: string; service: string },
): Promise<Neighbour[]> {
  const arns = await serviceArns(ecs, cluster);
  const found: Neighbour[] = [];
  for (let from = 0; from < arns.length; from += AT_A_TIME) {
    const { services = [] } = await ecs.send(
      new DescribeServicesCommand({ cluster, services: arns.slice(from, from + AT_A_TIME) }),
    );
    for (const { serviceName: name = '', desiredCount: desired = 0, runningCount: running = 0 } of services) {
      if (name !== service) found.push({ name, desired, running });
    }
  }
  return found;
}

async function serviceArns(ecs: ECSClient, cluster: string): Promise<string[]> {
  const arns: string[] = [];
  try {
    for await (const { serviceArns: page = [] } of paginateListServices({ client: ecs }, { cluster }))
      arns.push(...page);
  } catch (error) {
    if ((error as Error).name !== 'ClusterNotFoundException') throw error;
  }
  return arns;
}

/** Deletes services that run nothing. */
export async function removeNeighbours(ecs: ECSClient, cluster: string, others: Neighbour[]): Promise<void> {
  for (const { name: service } of others) await ecs.send(new DeleteServiceCommand({ cluster, service }));
}

/**
 * Deregisters every revision of a family: those that chat registered are none of the stack's.
 * @returns how many there were
 */
export async function deregisterRevisions(ecs: ECSClient, family: string): Promise<number> {
  const arns: string[] = [];
  for await (const page of paginateListTaskDefinitions({ client: ecs }, { familyPrefix: family })) {
    arns.push(...(page.taskDefinitionArns ?? []).filter((arn) => familyOf(arn) === family));
  }
  for (const taskDefinition of arns) await ecs.send(new DeregisterTaskDefinitionCommand({ taskDefinition }));
  return arns.length;
}

const familyOf = (arn: string): string | undefined => /:task-definition\/(.+):\d+$/.exec(arn)?.[1];
