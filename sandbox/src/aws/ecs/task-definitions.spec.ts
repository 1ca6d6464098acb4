import type { TaskDefinition } from '@aws-sdk/client-ecs';
import { EcsHarness } from './spec/ecs-harness';

describe('task definitions', () => {
  let harness: EcsHarness;
  beforeEach(() => (harness = new EcsHarness()));

  it('keeps everything of a task definition, tags included, and numbers its revisions', () => {
    const asked = {
      runtimePlatform: { cpuArchitecture: 'ARM64' },
      taskRoleArn: 'role-1',
      executionRoleArn: 'role-2',
      volumes: [{ name: 'scratch' }],
      cpu: '0.5 vCPU',
      memory: '1 GB',
      tags: [{ key: 'team', value: 'ops' }],
      containerDefinitions: [
        {
          name: 'app',
          image: 'repo/primes:1',
          portMappings: [{ containerPort: 80 }],
          healthCheck: { command: ['x'] },
          secrets: [{ name: 'a', valueFrom: 'b' }],
        },
        { name: 'side', image: 'repo/side:1', essential: false },
      ],
    };
    harness.register('1', asked);
    const { taskDefinition, tags } = harness.call<{ taskDefinition: TaskDefinition; tags: object[] }>(
      'DescribeTaskDefinition',
      { taskDefinition: 'f-1', include: ['TAGS'] },
    );
    expect(tags).toEqual(asked.tags);
    expect(taskDefinition).toMatchObject({
      taskDefinitionArn: 'arn:aws:ecs:us-west-2:000000000000:task-definition/f-1:2',
      revision: 2,
      status: 'ACTIVE',
      cpu: '512',
      memory: '1024',
      runtimePlatform: asked.runtimePlatform,
      taskRoleArn: 'role-1',
      volumes: asked.volumes,
      compatibilities: ['EC2', 'FARGATE'],
      containerDefinitions: [
        {
          name: 'app',
          secrets: [{ name: 'a', valueFrom: 'b' }],
          essential: true,
          portMappings: [{ containerPort: 80, hostPort: 80, protocol: 'tcp' }],
        },
        { name: 'side', essential: false },
      ],
    });
    harness.call('DeregisterTaskDefinition', { taskDefinition: 'f-1:2' });
    expect(harness.call('DescribeTaskDefinition', { taskDefinition: 'f-1' })).toMatchObject({
      taskDefinition: { revision: 1 },
    });
    expect(() => harness.create({ taskDefinition: 'f-1:2' })).toThrow('TaskDefinition is inactive');
  });

  it('refuses task sizes that Fargate does not have', () => {
    const register = (more: object) => (): void => harness.register('9', more);
    expect(register({ cpu: '256', memory: '4096' })).toThrow('No Fargate configuration exists for given values');
    expect(register({ memory: undefined })).toThrow("Fargate requires that 'memory' be defined at the task level.");
    expect(register({ networkMode: 'bridge' })).toThrow("Fargate only supports network mode 'awsvpc'.");
    expect(register({ cpu: '1024', memory: '8192' })).not.toThrow();
  });
});
