import {
  CreateClusterCommand,
  CreateServiceCommand,
  RegisterTaskDefinitionCommand,
  type CreateServiceCommandInput,
  type ECSClient,
} from '@aws-sdk/client-ecs';

export const CLUSTER = 'primes';
export const PRIMES_API = 'primes-api';

const NETWORK: CreateServiceCommandInput['networkConfiguration'] = {
  awsvpcConfiguration: {
    subnets: ['subnet-0a', 'subnet-0b'],
    securityGroups: ['sg-0tasks'],
    assignPublicIp: 'ENABLED',
  },
};

/**
 * Makes the cluster, the task definition of each service, and the two services: `primes-api` behind the balancer, and
 * `hello`, which runs nothing and is there so that "which service?" is a real question.
 */
export async function createServices(ecs: ECSClient, repositoryUri: string, targetGroupArn: string): Promise<void> {
  await ecs.send(new CreateClusterCommand({ clusterName: CLUSTER }));
  const image = `${repositoryUri}:1.0.0`;
  await ecs.send(
    new CreateServiceCommand({
      cluster: CLUSTER,
      serviceName: PRIMES_API,
      taskDefinition: await register(ecs, PRIMES_API, image),
      desiredCount: 2,
      launchType: 'FARGATE',
      networkConfiguration: NETWORK,
      loadBalancers: [{ targetGroupArn, containerName: PRIMES_API, containerPort: 80 }],
      healthCheckGracePeriodSeconds: 20,
      deploymentConfiguration: {
        maximumPercent: 200,
        minimumHealthyPercent: 100,
        deploymentCircuitBreaker: { enable: true, rollback: true },
      },
    }),
  );
  await ecs.send(
    new CreateServiceCommand({
      cluster: CLUSTER,
      serviceName: 'hello',
      taskDefinition: await register(ecs, 'hello', image),
      desiredCount: 0,
      launchType: 'FARGATE',
      networkConfiguration: NETWORK,
    }),
  );
}

async function register(ecs: ECSClient, family: string, image: string): Promise<string> {
  const { taskDefinition } = await ecs.send(
    new RegisterTaskDefinitionCommand({
      family,
      requiresCompatibilities: ['FARGATE'],
      networkMode: 'awsvpc',
      cpu: '256',
      memory: '512',
      executionRoleArn: 'arn:aws:iam::000000000000:role/primes-execution',
      containerDefinitions: [
        {
          name: family,
          image,
          essential: true,
          portMappings: [{ containerPort: 80, protocol: 'tcp' }],
          stopTimeout: 30,
        },
      ],
      tags: [{ key: 'service', value: family }],
    }),
  );
  return taskDefinition!.taskDefinitionArn!;
}
