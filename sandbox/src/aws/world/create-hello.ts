import { CreateServiceCommand, RegisterTaskDefinitionCommand, type ECSClient } from '@aws-sdk/client-ecs';

/** What the service borrows from the stack that it stands beside. */
export interface Neighbourhood {
  cluster: string;
  image: string;
  executionRoleArn: string;
  subnets: string[];
}

const NAME = 'hello';

/** Makes the service `hello`, which runs nothing and is there so that "which service?" is a real question. */
export async function createHello(ecs: ECSClient, { cluster, image, executionRoleArn, subnets }: Neighbourhood) {
  const { taskDefinition } = await ecs.send(
    new RegisterTaskDefinitionCommand({
      family: NAME,
      requiresCompatibilities: ['FARGATE'],
      networkMode: 'awsvpc',
      cpu: '256',
      memory: '512',
      executionRoleArn,
      containerDefinitions: [
        {
          name: NAME,
          image,
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
      networkConfiguration: { awsvpcConfiguration: { subnets, assignPublicIp: 'ENABLED' } },
    }),
  );
}
