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

  it('is its roles, each once', async () => {
    const role = 'arn:aws:iam::000000000000:role/task';
    expect(await needs({ taskRoleArn: role, executionRoleArn: role })).toMatchObject({ roles: [role] });
  });
});

describe('what tasks are given', () => {
  const arn = (name: string) => `arn:aws:secretsmanager:eu-west-1:000000000000:secret:${name}`;
  const logs = (group: string, more = {}) => ({
    logConfiguration: { logDriver: 'awslogs' as const, options: { 'awslogs-group': group, ...more } },
  });
  const definition = {
    containerDefinitions: [
      {
        name: 'app',
        image: 'a',
        secrets: [
          { name: 'DB_USER', valueFrom: `${arn('db-AbCdEf')}:user::` },
          { name: 'DB_PASSWORD', valueFrom: `${arn('db-AbCdEf')}:password::` },
          { name: 'LEFT', valueFrom: arn('left-AbCdEf') },
          { name: 'GONE', valueFrom: arn('gone-AbCdEf') },
          { name: 'HIDDEN', valueFrom: arn('hidden-AbCdEf') },
          { name: 'FLAG', valueFrom: '/app/flag' },
        ],
        ...logs('/ecs/app'),
      },
      { name: 'proxy', image: 'b', ...logs('/ecs/proxy', { 'awslogs-create-group': 'true' }) },
      { name: 'audit', image: 'b', ...logs('/ecs/audit', { 'awslogs-region': 'us-east-1' }) },
      { name: 'agent', image: 'c', logConfiguration: { logDriver: 'awsfirelens' as const } },
    ],
  };
  const missing = (what: string): Error => awsError('ResourceNotFoundException', what);
  const answers = {
    DescribeTaskDefinition: taskDefinitionAnswer('primes-api:1', definition),
    GetLogEvents: ({ logGroupName }: Record<string, unknown>) =>
      missing(`The specified log ${logGroupName === '/ecs/app' ? 'stream' : 'group'} does not exist.`),
    DescribeSecret: ({ SecretId }: Record<string, unknown>) => {
      if (SecretId === arn('gone-AbCdEf')) return missing("Secrets Manager can't find the specified secret.");
      if (SecretId === arn('hidden-AbCdEf'))
        return awsError('AccessDeniedException', 'User: x is not authorized to perform: secretsmanager:DescribeSecret');
      return { ARN: SecretId, ...(SecretId === arn('left-AbCdEf') ? { DeletedDate: 1 } : {}) };
    },
  };

  it('is looked for where it is, once each, and told by names alone', async () => {
    const { aws, look } = setUp(answers);
    const found = await look.given(REF, 'primes-api:1');
    expect(found.map(({ kind, name, is }) => [kind, name, is])).toEqual([
      ['log-group', '/ecs/app', 'there'],
      ['log-group', '/ecs/audit', 'missing'],
      ['secret', 'DB_USER', 'there'],
      ['secret', 'DB_PASSWORD', 'there'],
      ['secret', 'LEFT', 'missing'],
      ['secret', 'GONE', 'missing'],
      ['secret', 'HIDDEN', { unknown: expect.stringContaining('secretsmanager:DescribeSecret') as string }],
      ['secret', 'FLAG', { unknown: expect.stringContaining('Systems Manager') as string }],
    ]);
    expect(JSON.stringify(found)).not.toContain('AbCdEf');
    expect(aws.inputs('DescribeSecret')).toHaveLength(4);
    expect(aws.calls.flatMap(({ operation, region }) => (operation === 'GetLogEvents' ? [region] : []))).toEqual([
      'us-west-2',
      'us-east-1',
    ]);
    expect(aws.calls.filter(({ region }) => region === 'eu-west-1')).toHaveLength(4);
  });
});
