import {
  ClusterNotFoundException,
  CreateServiceCommand,
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  RegisterTaskDefinitionCommand,
  type ECSClient,
  type Service,
} from '@aws-sdk/client-ecs';

const NAME = 'hello';

/**
 * Makes the service `hello`, which runs nothing and is there so that "which service?" is a real question. It has the image,
 * the role and the subnets of a service beside it.
 * @returns false where that one is not there yet
 */
export async function createHello(ecs: ECSClient, cluster: string, neighbour: string): Promise<boolean> {
  const service = await find(ecs, cluster, neighbour);
  if (!service) return false;
  const { taskDefinition: model } = await ecs.send(
    new DescribeTaskDefinitionCommand({ taskDefinition: service.taskDefinition }),
  );
  const { taskDefinition } = await ecs.send(
    new RegisterTaskDefinitionCommand({
      family: NAME,
      requiresCompatibilities: ['FARGATE'],
      networkMode: 'awsvpc',
      cpu: model!.cpu,
      memory: model!.memory,
      executionRoleArn: model!.executionRoleArn,
      containerDefinitions: [
        {
          name: NAME,
          image: model!.containerDefinitions![0]!.image,
          essential: true,
          portMappings: [{ containerPort: 80, protocol: 'tcp' }],
          stopTimeout: 30,
        },
      ],
      tags: [{ key: 'service', value: NAME }],
    }),
  );
  await ecs.send(
    new CreateServiceCommand({
      cluster,
      serviceName: NAME,
      taskDefinition: taskDefinition!.taskDefinitionArn!,
      desiredCount: 0,
      launchType: 'FARGATE',
      networkConfiguration: service.networkConfiguration,
    }),
  );
  return true;
}

async function find(ecs: ECSClient, cluster: string, service: string): Promise<Service | undefined> {
  try {
    return (await ecs.send(new DescribeServicesCommand({ cluster, services: [service] }))).services?.[0];
  } catch (error) {
    if (error instanceof ClusterNotFoundException) return undefined;
    throw error;
  }
}
