import { synthesized } from '../../infra/assembly';
import { BOT } from '../stack-kinds';
import type { BotOptions } from './bot.options';

const ARN = 'arn:aws:secretsmanager:us-west-2:000000000000:secret:chatops/database-a1b2c3';

interface Template {
  Resources: Record<string, { Type: string; Properties?: Record<string, unknown> }>;
}

async function template(chosen: Partial<BotOptions>) {
  const made = await synthesized({ kind: BOT, chosen, circumstances: {} }, (_folder, all) =>
    Promise.resolve(all as Template),
  );
  const of = (type: string) =>
    Object.values(made.Resources)
      .filter(({ Type }) => Type === type)
      .map(({ Properties = {} }) => Properties);
  const [task = {}] = of('AWS::ECS::TaskDefinition');
  const [container] = task['ContainerDefinitions'] as {
    Environment: { Name: string; Value: unknown }[];
    Secrets: { Name: string; ValueFrom: unknown }[];
    MountPoints: object[];
    ReadonlyRootFilesystem: boolean;
  }[];
  return { task, container: container!, of };
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
