import {
  CreateClusterCommand,
  ListContainerInstancesCommand,
  RegisterContainerInstanceCommand,
  UpdateContainerInstancesStateCommand,
  type ECSClient,
} from '@aws-sdk/client-ecs';

const NAME = 'batch';

/** Two of EC2's t3.medium, as the agent of an ECS-optimized image tells of them. */
const MACHINES = [
  { instanceId: 'i-0b6f3c1d29a47e581', availabilityZone: 'us-west-2a' },
  { instanceId: 'i-04e8d2a97c5b10f63', availabilityZone: 'us-west-2b' },
] as const;

/** SSH, Docker's API with and without TLS, and the agent's own. */
const TAKEN_PORTS = ['22', '2375', '2376', '51678', '51679', '51680'];

const CAPABILITIES = [
  'com.amazonaws.ecs.capability.docker-remote-api.1.17',
  'com.amazonaws.ecs.capability.docker-remote-api.1.18',
  'com.amazonaws.ecs.capability.docker-remote-api.1.19',
  'com.amazonaws.ecs.capability.logging-driver.awslogs',
  'com.amazonaws.ecs.capability.logging-driver.json-file',
  'com.amazonaws.ecs.capability.logging-driver.none',
  'com.amazonaws.ecs.capability.ecr-auth',
  'com.amazonaws.ecs.capability.task-iam-role',
  'com.amazonaws.ecs.capability.privileged-container',
  'ecs.capability.execution-role-awslogs',
  'ecs.capability.execution-role-ecr-pull',
  'ecs.capability.task-eni',
  'ecs.capability.secrets.asm.environment-variables',
  'ecs.capability.secrets.ssm.environment-variables',
];

/** Makes the cluster `batch`, of two container instances of which the second is being drained: questions of capacity have an answer. */
export async function createBatch(ecs: ECSClient): Promise<void> {
  await ecs.send(new CreateClusterCommand({ clusterName: NAME }));
  const { containerInstanceArns = [] } = await ecs.send(new ListContainerInstancesCommand({ cluster: NAME }));
  if (containerInstanceArns.length > 0) return;
  const arns: string[] = [];
  for (const machine of MACHINES) arns.push(await register(ecs, machine));
  await ecs.send(
    new UpdateContainerInstancesStateCommand({
      cluster: NAME,
      containerInstances: arns.slice(1),
      status: 'DRAINING',
    }),
  );
}

async function register(ecs: ECSClient, machine: (typeof MACHINES)[number]): Promise<string> {
  const { containerInstance } = await ecs.send(
    new RegisterContainerInstanceCommand({
      cluster: NAME,
      instanceIdentityDocument: JSON.stringify({
        ...machine,
        instanceType: 't3.medium',
        architecture: 'x86_64',
        imageId: 'ami-0c2b8ca1dad447f8a',
      }),
      totalResources: [
        { name: 'CPU', type: 'INTEGER', integerValue: 2048 },
        { name: 'MEMORY', type: 'INTEGER', integerValue: 3873 },
        { name: 'PORTS', type: 'STRINGSET', stringSetValue: TAKEN_PORTS },
        { name: 'PORTS_UDP', type: 'STRINGSET', stringSetValue: [] },
      ],
      versionInfo: { agentVersion: '1.102.0', agentHash: '4c4a4d9a', dockerVersion: 'DockerVersion: 25.0.13' },
      attributes: CAPABILITIES.map((name) => ({ name })),
    }),
  );
  return containerInstance?.containerInstanceArn ?? '';
}
