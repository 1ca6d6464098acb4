import { synthesized } from '../../infra/assembly';
import { BOT } from '../stack-kinds';
import type { BotCircumstances, BotOptions } from './bot.options';

const ARN = 'arn:aws:secretsmanager:us-west-2:000000000000:secret:chatops/database-a1b2c3';

interface Template {
  Resources: Record<string, Resource>;
  Outputs: Record<string, unknown>;
}

interface Resource {
  Type: string;
  Properties?: Record<string, unknown>;
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
}

async function template(chosen: Partial<BotOptions>, circumstances: BotCircumstances = {}) {
  const made = await synthesized({ kind: BOT, chosen, circumstances }, (_folder, all) =>
    Promise.resolve(all as Template),
  );
  const of = (type: string) =>
    Object.values(made.Resources)
      .filter(({ Type }) => Type === type)
      .map(({ Properties = {} }) => Properties);
  const [task = {}] = of('AWS::ECS::TaskDefinition');
  const [container] = (task['ContainerDefinitions'] ?? []) as {
    Environment: { Name: string; Value: unknown }[];
    Secrets: { Name: string; ValueFrom: unknown }[];
    MountPoints: object[];
    ReadonlyRootFilesystem: boolean;
  }[];
  return { task, container: container!, of, made };
}

const portsOut = (of: (type: string) => Record<string, unknown>[]) =>
  (of('AWS::EC2::SecurityGroup')[0]!['SecurityGroupEgress'] as { FromPort: number }[]).map(({ FromPort }) => FromPort);

test('a read-only task has one folder to write to, which goes with it, and gets out by HTTPS alone', async () => {
  const { task, container, of } = await template({});
  expect(task['Volumes']).toEqual([{ Name: 'data' }]);
  expect(container).toMatchObject({
    ReadonlyRootFilesystem: true,
    MountPoints: [{ ContainerPath: '/data', ReadOnly: false, SourceVolume: 'data' }],
    Environment: expect.arrayContaining([{ Name: 'DATA_DIR', Value: '/data' }]) as unknown,
  });
  expect(container.Secrets.map(({ Name }) => Name)).toEqual(['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN']);
  expect(portsOut(of)).toEqual([443]);
});

test.each([
  ['its ARN', ARN, ARN],
  ['its name', 'chatops/database', 'secret:chatops/database'],
])(
  'a database by %s: its URL is read at the start of the task, and may be, and its port may be reached',
  async (_by, databaseSecret, named) => {
    const { container, of } = await template({ databaseSecret });
    const { ValueFrom } = container.Secrets.find(({ Name }) => Name === 'DATABASE_URL')!;
    expect(JSON.stringify(ValueFrom)).toContain(named);
    expect(portsOut(of)).toEqual([443, 5432]);
    const readers = of('AWS::IAM::Policy').filter((policy) => JSON.stringify(policy).includes(named));
    expect(readers.map(({ PolicyName }) => PolicyName)).toEqual([expect.stringContaining('ExecutionRole')]);
    expect(JSON.stringify(readers)).toContain('secretsmanager:GetSecretValue');
  },
);

const databaseIn = ({ Resources }: Template): Resource =>
  Object.values(Resources).find(({ Type }) => Type === 'AWS::RDS::DBInstance')!;
const typesIn = ({ Resources }: Template): string[] => Object.values(Resources).map(({ Type }) => Type);

test.each([
  ['without a database', {}, 0, 100],
  ['with one of its own', { database: 'rds' }, 100, 200],
  ['with another', { databaseSecret: ARN }, 100, 200],
] as const)('%s a deployment of the bot keeps %j', async (_with, chosen, MinimumHealthyPercent, MaximumPercent) => {
  const { of } = await template(chosen);
  expect(of('AWS::ECS::Service')[0]).toMatchObject({
    DesiredCount: 1,
    DeploymentConfiguration: { MinimumHealthyPercent, MaximumPercent },
  });
});

describe('a database of its own', () => {
  test('is small, encrypted, backed up, out of reach, and does not go with the stack', async () => {
    const { made } = await template({ database: 'rds' });
    expect(databaseIn(made)).toMatchObject({ DeletionPolicy: 'Snapshot', UpdateReplacePolicy: 'Snapshot' });
    expect(databaseIn(made).Properties).toMatchObject({
      AllocatedStorage: '20',
      AutoMinorVersionUpgrade: true,
      BackupRetentionPeriod: 7,
      DBInstanceClass: 'db.t4g.micro',
      DBName: 'chatops',
      DeletionProtection: true,
      Engine: 'postgres',
      EngineVersion: '17',
      PubliclyAccessible: false,
      StorageEncrypted: true,
      StorageType: 'gp3',
    });
    // Large enough a template would need a bucket.
    expect(JSON.stringify(made).length).toBeLessThan(51_200);
  });

  test('is reached by the bot alone, and by nothing from outside its VPC', async () => {
    const { of } = await template({ database: 'rds' });
    const [database, bot] = of('AWS::EC2::SecurityGroup');
    expect(database).toMatchObject({ GroupDescription: expect.stringContaining('ecs-chatops database') as string });
    expect(database).not.toHaveProperty('SecurityGroupIngress');
    expect(bot).toMatchObject({ SecurityGroupEgress: [{ FromPort: 443 }] });
    const [way, ...others] = of('AWS::EC2::SecurityGroupIngress');
    expect(others).toEqual([]);
    expect(JSON.stringify(way)).toMatch(
      /"SourceSecurityGroupId":\{"Fn::GetAtt":\["SecurityGroup[0-9A-F]+","GroupId"\]/,
    );
    const subnets = of('AWS::EC2::Subnet').filter(({ MapPublicIpOnLaunch }) => MapPublicIpOnLaunch === false);
    expect(subnets).toHaveLength(2);
    expect(of('AWS::EC2::Route')).toHaveLength(2);
  });

  test('opens to the task with a password that stands in no template, over a connection that is verified', async () => {
    const { container, of } = await template({ database: 'rds' });
    const { Value } = container.Environment.find(({ Name }) => Name === 'DATABASE_URL')!;
    const url = JSON.stringify(Value);
    expect(url).toMatch(/"postgres:\/\/chatops@",\{"Fn::GetAtt":\["Database[0-9A-F]+","Endpoint\.Address"\]/);
    expect(url).toContain('/chatops?sslmode=verify-full');
    const { ValueFrom } = container.Secrets.find(({ Name }) => Name === 'DATABASE_PASSWORD')!;
    expect(JSON.stringify(ValueFrom)).toMatch(/DatabaseSecret.*:password::/);
    expect(of('AWS::RDS::DBInstance')[0]!['MasterUserPassword']).toEqual({
      'Fn::Join': ['', expect.arrayContaining(['{{resolve:secretsmanager:', ':SecretString:password::}}']) as unknown],
    });
  });

  test('stands in the subnets of a VPC that was brought', async () => {
    const { of } = await template({ database: 'rds', vpc: 'vpc-1', subnets: ['subnet-a', 'subnet-b'] });
    expect(of('AWS::RDS::DBSubnetGroup')[0]!['SubnetIds']).toEqual(['subnet-a', 'subnet-b']);
  });

  test('is not protected while it is made, so that what fails leaves nothing', async () => {
    const { made } = await template({ database: 'rds' }, { databaseUnprotected: true });
    expect(databaseIn(made)).toMatchObject({ DeletionPolicy: 'Snapshot', Properties: { DeletionProtection: false } });
  });

  test('stays alone, and stays when images and tokens come back first', async () => {
    const { made: alone } = await template({ database: 'rds' }, { databaseOnly: true });
    expect(typesIn(alone).filter((type) => /ECS|ECR|IAM|Logs/.test(type))).toEqual([]);
    expect(Object.keys(alone.Outputs)).toEqual(['DatabaseIdentifier', 'DatabaseSecretArn']);
    const { made: back } = await template({ database: 'rds' }, { firstOnly: true, databaseStands: true });
    expect(typesIn(back)).toEqual(expect.arrayContaining(['AWS::ECR::Repository', 'AWS::RDS::DBInstance']));
    const whole = (await template({ database: 'rds' })).made;
    for (const part of [alone, back]) {
      const ids = Object.keys(part.Resources);
      expect(ids.filter((id) => whole.Resources[id] === undefined)).toEqual([]);
      expect(databaseIn(part)).toEqual(databaseIn(whole));
    }
    const { made: first } = await template({ database: 'rds' }, { firstOnly: true });
    expect(typesIn(first)).toEqual(['AWS::ECR::Repository', 'AWS::SecretsManager::Secret']);
  });
});
