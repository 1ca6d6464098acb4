import { ListClustersCommand } from '@aws-sdk/client-ecs';
import { UnknownEnvironmentError } from '../../domain/services/services.errors';
import { ManualClock } from '../../kernel/spec/manual-clock';
import type { AwsEnvironment } from '../aws.options';
import { CannedAws } from '../spec/canned-aws';
import type { ClientSet } from './client-set';

const LOOK = 'arn:aws:iam::222222222222:role/look';
const OPERATE = 'arn:aws:iam::222222222222:role/operate';
const ANN = { id: 'U0ANN', name: 'ann', command: 'cmd-7' };
const assumed = (key: string): string =>
  `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials><AccessKeyId>${key}</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>2100-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`;

function setUp(environment: Partial<AwsEnvironment> = {}) {
  const aws = new CannedAws(
    {
      ListClusters: { clusterArns: [] },
      AssumeRole: ({ RoleArn }) => assumed(RoleArn === LOOK ? 'LOOKING' : 'OPERATING'),
    },
    [{ name: 'default', region: 'us-west-2', ...environment }],
    new ManualClock(),
  );
  return { aws, clients: aws.clients };
}

const list = ({ ecs }: ClientSet) => ecs.send(new ListClustersCommand({}));
/** Whose access key each call was signed with. */
const keys = ({ calls }: CannedAws) =>
  calls.map(({ headers }) => /Credential=([^/]+)/.exec(headers['authorization'] ?? '')?.[1]);

describe('the door to look through', () => {
  it('is the bot itself where no role is named, and says which door it is', async () => {
    const { aws, clients } = setUp();
    await list(clients.look('default'));
    expect(aws.operations).toEqual(['ListClusters']);
    expect(aws.calls[0]!.headers['user-agent']).toContain('door/look');
  });

  it('takes the look role on once, however often is looked', async () => {
    const { aws, clients } = setUp({ lookRole: LOOK });
    await list(clients.look('default'));
    await list(clients.look('default'));
    expect(aws.operations).toEqual(['AssumeRole', 'ListClusters', 'ListClusters']);
    expect(aws.inputs('AssumeRole')).toMatchObject([{ RoleArn: LOOK, RoleSessionName: 'ecs-chatops' }]);
    expect(keys(aws).slice(1)).toEqual(['LOOKING', 'LOOKING']);
  });

  it('opens into another region with the same role, and is kept for each', async () => {
    const { aws, clients } = setUp({ lookRole: LOOK });
    await list(clients.lookIn('default', 'eu-west-1'));
    await list(clients.look('default'));
    const asked = aws.calls.filter(({ operation }) => operation === 'ListClusters');
    expect(asked.map(({ region }) => region)).toEqual(['eu-west-1', 'us-west-2']);
    expect(new Set(keys(aws).filter((_key, n) => aws.operations[n] === 'ListClusters'))).toEqual(new Set(['LOOKING']));
    expect(clients.lookIn('default', 'eu-west-1')).toBe(clients.lookIn('default', 'eu-west-1'));
    expect(clients.lookIn('default', 'us-west-2')).toBe(clients.look('default'));
  });

  it('is none to an environment that nobody configured', () => {
    expect(() => setUp().clients.look('prod')).toThrow(UnknownEnvironmentError);
  });
});

describe('the door to change through', () => {
  it('takes the operate role on for one command, in the name of who gave it, for a quarter of an hour', async () => {
    const { aws, clients } = setUp({ lookRole: LOOK, operateRole: OPERATE });
    await clients.operate('default', ANN, list);
    expect(aws.operations).toEqual(['AssumeRole', 'ListClusters']);
    expect(aws.inputs('AssumeRole')).toMatchObject([
      { RoleArn: OPERATE, RoleSessionName: 'ann-U0ANN', SourceIdentity: 'U0ANN', DurationSeconds: '900' },
    ]);
    expect(keys(aws)).toEqual(['spec', 'OPERATING']);
    const [asking, changing] = aws.calls.map(({ headers }) => headers['user-agent']);
    expect(asking).toMatch(/door\/look.*command\/cmd-7/);
    expect(changing).toMatch(/door\/operate.*command\/cmd-7/);
  });

  it.each([
    [{ id: 'U' }, 'U-', 'U-'],
    [{ id: 'U0ÜÑ', name: 'jörg müller' }, 'j-rg-m-ller-U0--', 'U0--'],
    [{ id: 'U0ANN', name: 'a'.repeat(80) }, 'a'.repeat(64), 'U0ANN'],
  ])('names %j so that STS takes it', async (actor, RoleSessionName, SourceIdentity) => {
    const { aws, clients } = setUp({ operateRole: OPERATE });
    await clients.operate('default', actor, list);
    expect(aws.inputs('AssumeRole')).toMatchObject([{ RoleSessionName, SourceIdentity }]);
  });

  it('changes as the bot itself where no role is named', async () => {
    const { aws, clients } = setUp({ lookRole: LOOK });
    await clients.operate('default', ANN, list);
    expect(aws.operations).toEqual(['ListClusters']);
    expect(keys(aws)).toEqual(['spec']);
  });

  it('is closed behind each change, one that fails too', async () => {
    const { clients } = setUp();
    const closed: string[] = [];
    const failing = clients.operate('default', ANN, async (opened) => {
      for (const [name, client] of Object.entries(opened) as [string, { destroy(): void }][])
        client.destroy = () => void closed.push(name);
      throw new Error('refused');
    });
    await expect(failing).rejects.toThrow('refused');
    expect(closed.toSorted()).toEqual([
      'cloudtrail',
      'cloudwatch',
      'ecr',
      'ecs',
      'elb',
      'logs',
      'scaling',
      'secrets',
      'sts',
    ]);
  });
});
