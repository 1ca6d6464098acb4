import { ManualClock } from '../../kernel/spec/manual-clock';
import { awsError, CannedAws } from '../spec/canned-aws';
import { digest, taskDefinitionAnswer } from '../spec/ecs-answers';
import { TaskDefinitions } from '../ecs/task-definitions';
import { PreflightLookAdapter } from './preflight-look.adapter';

const REF = { environment: 'default', cluster: 'primes', service: 'primes-api' };
const REPOSITORY = '000000000000.dkr.ecr.eu-west-1.amazonaws.com/team/primes-api';

function setUp(answers: ConstructorParameters<typeof CannedAws>[0]) {
  const aws = new CannedAws(answers);
  const look = new PreflightLookAdapter(aws.clients, new TaskDefinitions(aws.clients, new ManualClock()));
  return { aws, look };
}

const manifest = (body: object) => ({
  BatchGetImage: { images: [{ imageManifest: JSON.stringify(body) }], failures: [] },
});
const platform = (os: string, architecture: string) => ({ digest: digest('1'), platform: { os, architecture } });

describe('the platforms of an image', () => {
  it('are those of its index, without what stands beside the images', async () => {
    const index = {
      manifests: [platform('linux', 'amd64'), platform('linux', 'arm64'), platform('unknown', 'unknown')],
    };
    const { aws, look } = setUp(manifest(index));
    expect(await look.platforms('default', `${REPOSITORY}@${digest('2')}`)).toEqual([
      { os: 'LINUX', architecture: 'X86_64' },
      { os: 'LINUX', architecture: 'ARM64' },
    ]);
    expect(aws.calls).toMatchObject([
      {
        region: 'eu-west-1',
        input: {
          registryId: '000000000000',
          repositoryName: 'team/primes-api',
          imageIds: [{ imageDigest: digest('2') }],
        },
      },
    ]);
  });

  it.each([
    ['one image', manifest({ config: { digest: digest('1') }, layers: [] })],
    ['no manifest', { BatchGetImage: { images: [], failures: [] } }],
    ['one that cannot be read', { BatchGetImage: { images: [{ imageManifest: '{' }], failures: [] } }],
  ])('are not known of %s', async (_what, answers) => {
    expect(await setUp(answers).look.platforms('default', `${REPOSITORY}:1.0.0`)).toBeUndefined();
  });

  it.each([
    ['public.ecr.aws/nginx/nginx:1', 'ECR Public'],
    ['nginx:1', 'no ECR repository'],
  ])('are not asked for of %s', async (image, why) => {
    const { aws, look } = setUp({});
    await expect(look.platforms('default', image)).rejects.toThrow(why);
    expect(aws.calls).toEqual([]);
  });

  it('names the permission that is missing', async () => {
    const denied = awsError(
      'AccessDeniedException',
      'User: x is not authorized to perform: ecr:BatchGetImage on resource: y',
    );
    const { look } = setUp({ BatchGetImage: denied });
    await expect(look.platforms('default', `${REPOSITORY}:1.0.0`)).rejects.toThrow('ecr:BatchGetImage');
  });
});

describe('what a revision needs', () => {
  const needs = (definition: object) =>
    setUp({ DescribeTaskDefinition: taskDefinitionAnswer('primes-api:1', definition) }).look.needs(REF, 'primes-api:1');

  it('is the platform of Fargate, unless it is set', async () => {
    expect(await needs({ requiresCompatibilities: ['FARGATE'] })).toMatchObject({
      platform: { os: 'LINUX', architecture: 'X86_64' },
    });
    const runtimePlatform = { cpuArchitecture: 'ARM64', operatingSystemFamily: 'LINUX' };
    expect(await needs({ requiresCompatibilities: ['FARGATE'], runtimePlatform })).toMatchObject({
      platform: { os: 'LINUX', architecture: 'ARM64' },
    });
    expect(await needs({ requiresCompatibilities: ['EC2'] })).not.toHaveProperty('platform');
  });

  it('names roles, variables of secrets and log groups, and no values', async () => {
    const logs = (group: string, more = {}) => ({
      logConfiguration: { logDriver: 'awslogs', options: { 'awslogs-group': group, ...more } },
    });
    const secrets = [{ name: 'DB_PASSWORD', valueFrom: 'arn:aws:secretsmanager:eu-west-1:000000000000:secret:db' }];
    const described = await needs({
      taskRoleArn: 'arn:aws:iam::000000000000:role/task',
      executionRoleArn: 'arn:aws:iam::000000000000:role/exec',
      containerDefinitions: [
        { name: 'app', image: 'a', secrets, ...logs('/ecs/app') },
        { name: 'proxy', image: 'b', ...logs('/ecs/proxy', { 'awslogs-create-group': 'true' }) },
        { name: 'agent', image: 'c', logConfiguration: { logDriver: 'awsfirelens' } },
      ],
    });
    expect(described).toMatchObject({
      roles: ['arn:aws:iam::000000000000:role/task', 'arn:aws:iam::000000000000:role/exec'],
      secrets: ['DB_PASSWORD'],
      logGroups: ['/ecs/app'],
    });
    expect(JSON.stringify(described)).not.toContain('secret:db');
  });
});
