import { withImage } from './deployments-operate.adapter';

test('everything of the task definition is carried over but what ECS itself added; one image is changed', () => {
  const request = withImage(
    {
      taskDefinition: {
        taskDefinitionArn: 'arn:aws:ecs:us-west-2:000000000000:task-definition/api:7',
        family: 'api',
        revision: 7,
        status: 'ACTIVE',
        requiresAttributes: [{ name: 'ecs.capability.task-eni' }],
        compatibilities: ['EC2', 'FARGATE'],
        registeredAt: new Date(0),
        registeredBy: 'arn:aws:iam::000000000000:user/x',
        cpu: '256',
        memory: '512',
        networkMode: 'awsvpc',
        taskRoleArn: 'arn:aws:iam::000000000000:role/task',
        runtimePlatform: { cpuArchitecture: 'ARM64' },
        ephemeralStorage: { sizeInGiB: 30 },
        containerDefinitions: [
          { name: 'api', image: 'repo:1.0.0', environment: [{ name: 'A', value: 'b' }], stopTimeout: 5 },
          { name: 'proxy', image: 'envoy:1' },
        ],
      },
      tags: [{ key: 'team', value: 'core' }],
    },
    'api',
    'repo:1.1.0',
  );
  expect(request).toEqual({
    family: 'api',
    cpu: '256',
    memory: '512',
    networkMode: 'awsvpc',
    taskRoleArn: 'arn:aws:iam::000000000000:role/task',
    runtimePlatform: { cpuArchitecture: 'ARM64' },
    ephemeralStorage: { sizeInGiB: 30 },
    containerDefinitions: [
      { name: 'api', image: 'repo:1.1.0', environment: [{ name: 'A', value: 'b' }], stopTimeout: 5 },
      { name: 'proxy', image: 'envoy:1' },
    ],
    tags: [{ key: 'team', value: 'core' }],
  });
});
