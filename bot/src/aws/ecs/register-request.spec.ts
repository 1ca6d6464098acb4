import { registerRequest } from './register-request';

const ADDED_BY_ECS = {
  taskDefinitionArn: 'arn:aws:ecs:us-west-2:000000000000:task-definition/api:7',
  revision: 7,
  status: 'ACTIVE',
  requiresAttributes: [{ name: 'ecs.capability.task-eni' }],
  compatibilities: ['EC2', 'FARGATE'],
  registeredAt: 1_795_521_600.1,
  registeredBy: 'arn:aws:iam::000000000000:user/x',
  deregisteredAt: 1,
  deleteRequestedAt: 2,
};
const REGISTERED = {
  family: 'api',
  cpu: '256',
  memory: '512',
  networkMode: 'awsvpc',
  taskRoleArn: 'arn:aws:iam::000000000000:role/task',
  runtimePlatform: { cpuArchitecture: 'ARM64' },
  ephemeralStorage: { sizeInGiB: 30 },
  futureSetting: { of: ['next', 'year'] },
};
const api = { name: 'api', environment: [{ name: 'A', value: 'b' }], stopTimeout: 5, futureMember: 1 };
const proxy = { name: 'proxy', image: 'envoy:1' };

test('everything goes back but what ECS itself added, members that nobody knows here too; one image is changed', () => {
  const described = {
    taskDefinition: { ...ADDED_BY_ECS, ...REGISTERED, containerDefinitions: [{ ...api, image: 'repo:1.0.0' }, proxy] },
    tags: [{ key: 'team', value: 'core' }],
  };
  expect(registerRequest(described, [{ container: 'api', image: 'repo:1.1.0' }])).toEqual({
    ...REGISTERED,
    containerDefinitions: [{ ...api, image: 'repo:1.1.0' }, proxy],
    tags: [{ key: 'team', value: 'core' }],
  });
});

test('tags that only AWS may give are left out, and without tags there are none', () => {
  const tags = [{ key: 'aws:cloudformation:stack-name', value: 'primes' }];
  const described = { taskDefinition: { family: 'api', containerDefinitions: [proxy] }, tags };
  expect(registerRequest(described, [{ container: 'api', image: 'x' }])).toEqual({
    family: 'api',
    containerDefinitions: [proxy],
  });
});
