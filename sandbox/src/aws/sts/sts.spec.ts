import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as ecs from '@aws-sdk/client-ecs';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { AssumeRoleCommandInput } from '@aws-sdk/client-sts';
import { CallLog } from '../../kernel/call-log';
import { recordTried } from '../../kernel/spec/tried';
import { ManualClock } from '../../kernel/spec/manual-clock';
import { Guard } from '../../kernel/guard/guard';
import { awsServer } from '../aws.server';
import type { AwsCall } from '../levers/aws-calls';
import { AwsFaults } from '../levers/aws-faults';
import { Pace } from '../../kernel/pace';
import { CloudTrailRegion } from '../cloudtrail/state/cloudtrail.region';
import { LeverRoutes } from '../levers/lever-routes';
import { operation } from '../wire/operation';
import { Router } from '../wire/router';
import { modelOf } from '../wire/service-model';
import { RoleSessions } from './state/role-sessions';
import { stsService } from './sts.service';

const ROLE = 'arn:aws:iam::000000000000:role/teams/ops/operate';
const REGION = { region: 'us-west-2', maxAttempts: 1 };
const OWN = { accessKeyId: 'AKIASPEC', secretAccessKey: 'secret' };

const emptyEcs = {
  model: ecs,
  client: new ecs.ECSClient(REGION),
  state: () => undefined,
  operations: [
    operation<undefined, ecs.ListClustersRequest, ecs.ListClustersResponse>({ name: 'ListClusters', run: () => ({}) }),
  ],
};

describe('taking on a role, met by real SDK clients', () => {
  const clock = new ManualClock();
  const calls = new CallLog<AwsCall>((call) => {
    if (call.status === 200 && call.service === 'sts') recordTried(call.service, call.operation);
  });
  const faults = new AwsFaults(clock);
  let server: Server;
  let endpoint: string;

  beforeAll(async () => {
    const sessions = new RoleSessions(clock, '000000000000');
    const router = new Router([modelOf(emptyEcs), modelOf(stsService(() => sessions))], '000000000000', () => {});
    const levers = new LeverRoutes(calls, faults, {
      reset: async () => {},
      pushImages: async () => {},
      build: async () => true,
      setStrategy: async () => undefined,
      interruptSpot: () => [],
      incident: () => undefined,
    });
    server = awsServer({
      clock,
      guard: new Guard(),
      router,
      calls,
      faults,
      levers,
      sessions,
      metadata: () => undefined,
      trail: () => new CloudTrailRegion({ clock, pace: new Pace(0) }),
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  beforeEach(() => calls.clear());

  const sts = (credentials: object = OWN) =>
    new STSClient({ ...REGION, endpoint, credentials: credentials as typeof OWN });
  const ecsClient = (credentials: object) =>
    new ecs.ECSClient({ ...REGION, endpoint, credentials: credentials as typeof OWN });
  const assume = async (input: Partial<AssumeRoleCommandInput> = {}, by: object = OWN) => {
    const asked = { RoleArn: ROLE, RoleSessionName: 'ann-U1', ...input };
    const answer = await sts(by).send(new AssumeRoleCommand(asked));
    const { AccessKeyId, SecretAccessKey, SessionToken } = answer.Credentials!;
    const credentials = { accessKeyId: AccessKeyId!, secretAccessKey: SecretAccessKey!, sessionToken: SessionToken! };
    return { answer, credentials };
  };

  test('its calls carry who it is, and a role taken on from it carries the same source identity', async () => {
    const { answer, credentials } = await assume({ SourceIdentity: 'U1', DurationSeconds: 900 });
    const arn = 'arn:aws:sts::000000000000:assumed-role/operate/ann-U1';
    expect(answer.AssumedRoleUser?.Arn).toBe(arn);
    expect(answer.SourceIdentity).toBe('U1');
    expect(answer.Credentials?.Expiration?.getTime()).toBe(clock.now() + 900_000);
    expect(await sts(credentials).send(new GetCallerIdentityCommand({}))).toMatchObject({ Arn: arn });

    const next = await assume({ RoleSessionName: 'onward' }, credentials);
    expect(next.answer.SourceIdentity).toBe('U1');
    await ecsClient(next.credentials).send(new ecs.ListClustersCommand({}));
    await ecsClient(OWN).send(new ecs.ListClustersCommand({}));
    const [inSession, outside] = calls.since(0).slice(-2);
    expect(inSession).toMatchObject({ roleSessionName: 'onward', sourceIdentity: 'U1' });
    expect(outside).not.toHaveProperty('roleSessionName');

    await expect(assume({ SourceIdentity: 'U2' }, credentials)).rejects.toMatchObject({ name: 'AccessDenied' });
    await expect(assume({ DurationSeconds: 7200 }, credentials)).rejects.toThrow('1 hour session limit');
  });

  test('what STS does not take is refused in its words', async () => {
    await expect(assume({ RoleSessionName: 'a b' })).rejects.toMatchObject({
      name: 'ValidationError',
      message: String.raw`1 validation error detected: Value 'a b' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w+=,.@-]*`,
    });
    await expect(assume({ DurationSeconds: 60, SourceIdentity: 'x' })).rejects.toThrow(
      /^2 validation errors detected: .*'sourceIdentity'.*or equal to 2; Value '60' at 'durationSeconds'.*or equal to 900$/,
    );
    await expect(assume({ RoleArn: 'arn:aws:iam::000000000000:user/somebody' })).rejects.toThrow(
      'user/somebody is invalid',
    );
    await expect(assume({ Policy: '{}' })).rejects.toMatchObject({ name: 'NotImplemented' });
  });

  test('credentials end when they said they would, and are nothing without their token', async () => {
    const { credentials } = await assume({ DurationSeconds: 900 });
    const { sessionToken: _left, ...tokenless } = credentials;
    const list = (by: object) => ecsClient(by).send(new ecs.ListClustersCommand({}));
    await expect(list(tokenless)).rejects.toMatchObject({ name: 'UnrecognizedClientException' });
    await clock.advance(899_999);
    await list(credentials);
    await clock.advance(1);
    await expect(list(credentials)).rejects.toMatchObject({
      name: 'ExpiredTokenException',
      message: 'The security token included in the request is expired',
    });
    await expect(sts(credentials).send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
      name: 'ExpiredToken',
    });
  });

  test("a denial names the caller's session, and the action that was really denied", async () => {
    const { credentials } = await assume();
    const list = () => ecsClient(credentials).send(new ecs.ListClustersCommand({}));
    faults.add({ kind: 'error', code: 'AccessDeniedException', count: 1 });
    await expect(list()).rejects.toThrow(
      'User: arn:aws:sts::000000000000:assumed-role/operate/ann-U1 is not authorized to perform: ecs:ListClusters because',
    );
    faults.add({ kind: 'error', code: 'AccessDeniedException', action: 'iam:PassRole', count: 1 });
    await expect(list()).rejects.toThrow('is not authorized to perform: iam:PassRole because');
  });
});
