import {
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  type ECSClient,
  type Service,
} from '@aws-sdk/client-ecs';

/** What a service runs now, whoever put it there. */
export interface RunningService {
  /** As the task definition names it: a tag's whole URI. */
  image: string;
  taskDefinition: string;
  desired: number;
  running: number;
  pending: number;
  /** `COMPLETED`, `IN_PROGRESS` or `FAILED`: the newest deployment's. */
  rollout: string;
}

/** @returns undefined where there is no such service */
export async function runningService(
  ecs: ECSClient,
  cluster: string,
  service: string,
  container: string,
): Promise<RunningService | undefined> {
  const found = await active(ecs, cluster, service);
  if (!found?.taskDefinition) return undefined;
  const { taskDefinition } = await ecs.send(
    new DescribeTaskDefinitionCommand({ taskDefinition: found.taskDefinition }),
  );
  const image = taskDefinition?.containerDefinitions?.find(({ name }) => name === container)?.image;
  return {
    image: image ?? '',
    taskDefinition: found.taskDefinition.split('/').at(-1) ?? found.taskDefinition,
    desired: found.desiredCount ?? 0,
    running: found.runningCount ?? 0,
    pending: found.pendingCount ?? 0,
    rollout: found.deployments?.find(({ status }) => status === 'PRIMARY')?.rolloutState ?? 'COMPLETED',
  };
}

async function active(ecs: ECSClient, cluster: string, service: string): Promise<Service | undefined> {
  try {
    const { services } = await ecs.send(new DescribeServicesCommand({ cluster, services: [service] }));
    return services?.find(({ status }) => status === 'ACTIVE');
  } catch (error) {
    if ((error as Error).name === 'ClusterNotFoundException') return undefined;
    throw error;
  }
}
