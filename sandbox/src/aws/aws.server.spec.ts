import { type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import * as cloudwatch from '@aws-sdk/client-cloudwatch';
import * as ecs from '@aws-sdk/client-ecs';
import * as elbv2 from '@aws-sdk/client-elastic-load-balancing-v2';
import { SystemClock } from '../kernel/clock';
import { awsServer } from './aws.server';
import { awsCallLog } from './levers/aws-calls';
import { AwsFaults } from './levers/aws-faults';
import { Pace } from '../kernel/pace';
import { CloudTrailRegion } from './cloudtrail/state/cloudtrail.region';
import { LeverRoutes } from './levers/lever-routes';
import { RoleSessions } from './sts/state/role-sessions';
import type { AwsService } from './wire/aws-service';
import { AwsFault } from './wire/fault';
import { operation } from './wire/operation';
import { Router } from './wire/router';
import { modelOf } from './wire/service-model';
import { Guard } from '../kernel/guard/guard';

const REGION = { region: 'eu-central-1' };
const credentials = { accessKeyId: 'AKIASPEC', secretAccessKey: 'secret' };

/** Answers every call with what it was asked, as far as the output has room for it. */
const echo = {
  ecs: {
    model: ecs,
    client: new ecs.ECSClient(REGION),
    state: (region: string) => region,
    operations: [
      operation<string, ecs.DescribeServicesRequest, ecs.DescribeServicesResponse>({
        name: 'DescribeServices',
        run: ({ services }, { state }) => ({
          services: services?.map((name) => ({
            serviceName: name,
            clusterArn: state,
            createdAt: new Date(1_700_000_000_500),
          })),
        }),
      }),
      operation<string, ecs.UpdateServiceRequest, ecs.UpdateServiceResponse>({
        name: 'UpdateService',
        unsupported: ['volumeConfigurations'],
        run: ({ service }) => {
          if (service === 'defect') throw new TypeError('a defect');
          throw new AwsFault('ServiceNotFoundException', 'Service not found.');
        },
      }),
    ],
  } satisfies AwsService<string>,
  cloudwatch: {
    model: cloudwatch,
    client: new cloudwatch.CloudWatchClient(REGION),
    state: (region: string) => region,
    operations: [
      operation<string, cloudwatch.SetAlarmStateInput, void>({
        name: 'SetAlarmState',
        run: () => {
          throw new AwsFault('ResourceNotFound', '', 404);
        },
      }),
      operation<string, cloudwatch.PutMetricDataInput, void>({
        name: 'PutMetricData',
        run: ({ Namespace }) => {
          throw new AwsFault(
            'InvalidParameterCombinationException',
            `The namespace ${Namespace} & its like are refused.`,
          );
        },
      }),
    ],
  } satisfies AwsService<string>,
  elbv2: {
    model: elbv2,
    client: new elbv2.ElasticLoadBalancingV2Client(REGION),
    state: (region: string) => region,
    operations: [
      operation<string, elbv2.DescribeTargetHealthInput, elbv2.DescribeTargetHealthOutput>({
        name: 'DescribeTargetHealth',
        run: ({ Targets, TargetGroupArn }) => ({
          TargetHealthDescriptions: Targets?.map((Target) => ({
            Target,
            HealthCheckPort: `${TargetGroupArn} <&> "x"`,
          })),
        }),
      }),
    ],
  } satisfies AwsService<string>,
};

describe('the wire, met by real SDK clients', () => {
  let server: Server;
  let endpoint: string;
  let trail: CloudTrailRegion;
  const defects: unknown[] = [];
  let build = async (): Promise<boolean> => true;
  const faults = new AwsFaults(new SystemClock());
  const calls = awsCallLog(undefined);

  beforeAll(async () => {
    const models = [modelOf(echo.ecs), modelOf(echo.cloudwatch), modelOf(echo.elbv2)];
    const router = new Router(models, '000000000000', (error) => defects.push(error));
    const levers = new LeverRoutes(calls, faults, {
      reset: async () => {},
      pushImages: async () => {},
      build: () => build(),
      setStrategy: async () => undefined,
      interruptSpot: ({ region, cluster }) => [`${region}/${cluster}`],
      incident: ({ containerInstance }) => (containerInstance === 'i-1' ? 'arn:i-1' : undefined),
    });
    const clock = new SystemClock();
    const sessions = new RoleSessions(clock, '000000000000');
    trail = new CloudTrailRegion({ clock, pace: new Pace(0) });
    server = awsServer({
      clock,
      guard: new Guard(),
      router,
      calls,
      faults,
      levers,
      sessions,
      metadata: () => undefined,
      trail: () => trail,
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const post = (target: string, body: string | Buffer<ArrayBuffer>, headers: Record<string, string> = {}) =>
    fetch(endpoint, { method: 'POST', headers: { 'x-amz-target': target, ...headers }, body });

  const pull = (lever: string, body: string) =>
    fetch(`${endpoint}/_sandbox/${lever}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });

  const ecsClient = () => new ecs.ECSClient({ ...REGION, endpoint, credentials, maxAttempts: 1 });

  test('JSON 1.1: lists, timestamps and the region of the credential scope', async () => {
    const { services } = await ecsClient().send(new ecs.DescribeServicesCommand({ services: ['a', 'b'] }));
    expect(services?.map(({ serviceName }) => serviceName)).toEqual(['a', 'b']);
    expect(services?.[0]?.clusterArn).toBe('eu-central-1');
    expect(services?.[0]?.createdAt).toEqual(new Date(1_700_000_000_500));
  });

  test('Query: an error that AWS gives no words with has no element for them, so that its callers say "Unknown"', async () => {
    const form = 'Action=SetAlarmState&Version=2010-08-01&AlarmName=none&StateValue=OK&StateReason=x';
    const response = await fetch(endpoint, { method: 'POST', body: new URLSearchParams(form) });
    expect(response.status).toBe(404);
    expect(await response.text()).toMatch(/<Code>ResourceNotFound<\/Code><\/Error>/);
  });

  test('a modelled error arrives as its class, with its words', async () => {
    const sent = ecsClient().send(new ecs.UpdateServiceCommand({ service: 'x' }));
    await expect(sent).rejects.toThrow(ecs.ServiceNotFoundException);
    await expect(sent).rejects.toThrow('Service not found.');
  });

  test('what is not implemented is refused by name, never answered empty', async () => {
    await expect(ecsClient().send(new ecs.ListAccountSettingsCommand({}))).rejects.toMatchObject({
      name: 'NotImplemented',
      message: expect.stringContaining('ecs:ListAccountSettings'),
      $metadata: { httpStatusCode: 501 },
    });
    const incomplete = new ecs.StopServiceDeploymentCommand({} as ecs.StopServiceDeploymentCommandInput);
    await expect(ecsClient().send(incomplete)).rejects.toThrow('ecs:StopServiceDeployment');
    const update = new ecs.UpdateServiceCommand({ service: 'x', volumeConfigurations: [{ name: 'v' }] });
    await expect(ecsClient().send(update)).rejects.toThrow('UpdateService with volumeConfigurations');
  });

  test('an operation and a service that no client package here knows are refused by name too', async () => {
    const unheard = await post('AmazonEC2ContainerServiceV20141113.PauseTime', '{}');
    expect(unheard.status).toBe(501);
    expect(await unheard.text()).toContain('ecs:PauseTime');
    const authorization = 'AWS4-HMAC-SHA256 Credential=AKIA/20261124/us-west-2/logs/aws4_request, Signature=x';
    const elsewhere = await post('Logs_20140328.GetLogEvents', '{}', { authorization });
    expect(elsewhere.status).toBe(501);
    expect(await elsewhere.text()).toContain('logs:GetLogEvents');
    expect((await fetch(endpoint)).status).toBe(400);
  });

  test('a body that cannot be read is refused in words, and the next call is answered', async () => {
    const target = 'AmazonEC2ContainerServiceV20141113.DescribeServices';
    const zipped = { 'content-encoding': 'gzip' };
    const bomb = gzipSync(Buffer.alloc(40 * 1024 * 1024));
    const answers = await Promise.all([
      post(target, 'not gzip', zipped),
      post(target, bomb, zipped),
      post(target, Buffer.alloc(40 * 1024 * 1024)),
      post(target, '[1]'),
      post(target, '{"services":'),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([400, 413, 413, 400, 400]);
    expect(await answers[0]?.json()).toMatchObject({ __type: 'SerializationException' });
    expect((await post(target, '{"services":["a"]}')).status).toBe(200);
  });

  test('a missing required member and a wrong type are named', async () => {
    const missing = new ecs.UpdateServiceCommand({} as ecs.UpdateServiceCommandInput);
    await expect(ecsClient().send(missing)).rejects.toThrow("Value null at 'service'");
    const response = await post('AmazonEC2ContainerServiceV20141113.UpdateService', JSON.stringify({ service: 7 }));
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ __type: 'SerializationException', message: 'service: expected a string' });
  });

  test('a defect of an operation is a 500 in words and is reported', async () => {
    await expect(ecsClient().send(new ecs.UpdateServiceCommand({ service: 'defect' }))).rejects.toMatchObject({
      name: 'InternalFailure',
      $metadata: { httpStatusCode: 500 },
    });
    expect(defects).toEqual([expect.any(TypeError)]);
  });

  test('query-compatible JSON: gzip in, the old code in a header out', async () => {
    const client = new cloudwatch.CloudWatchClient({ ...REGION, endpoint, credentials, maxAttempts: 1 });
    const sent = client.send(
      new cloudwatch.PutMetricDataCommand({ Namespace: 'N', MetricData: [{ MetricName: 'm' }] }),
    );
    await expect(sent).rejects.toMatchObject({
      name: 'InvalidParameterCombinationException',
      Code: 'InvalidParameterCombination',
    });
    await expect(sent).rejects.toThrow('The namespace N & its like are refused.');
  });

  test('Query: forms in, XML out, both escaped', async () => {
    const client = new elbv2.ElasticLoadBalancingV2Client({ ...REGION, endpoint, credentials });
    const answer = await client.send(
      new elbv2.DescribeTargetHealthCommand({
        TargetGroupArn: 'arn',
        Targets: [{ Id: '10.0.0.1', Port: 80 }, { Id: '10.0.0.2' }],
      }),
    );
    expect(answer.TargetHealthDescriptions).toEqual([
      { Target: { Id: '10.0.0.1', Port: 80 }, HealthCheckPort: 'arn <&> "x"' },
      { Target: { Id: '10.0.0.2' }, HealthCheckPort: 'arn <&> "x"' },
    ]);
  });

  test('Query errors of an older client carry the old code', async () => {
    const body = new URLSearchParams({ Action: 'PutMetricData', Version: '2010-08-01', Namespace: 'N' });
    const response = await fetch(endpoint, { method: 'POST', body });
    expect(await response.text()).toContain('<Code>InvalidParameterCombination</Code>');
  });

  test('a form reaches the services that have Query alone, and a link changes nothing', async () => {
    calls.clear();
    const form = { Action: 'DescribeServices', Version: '2014-11-13', 'services.member.1': 'a' };
    const refused = await fetch(endpoint, { method: 'POST', body: new URLSearchParams(form) });
    expect([refused.status, await refused.json()]).toEqual([
      400,
      { __type: 'UnknownOperationException', message: expect.stringContaining('ecs takes no forms') },
    ]);
    const asked = (action: string) => fetch(`${endpoint}/?Action=${action}&Version=2015-12-01&TargetGroupArn=arn`);
    expect((await asked('DescribeTargetHealth')).status).toBe(200);
    expect((await asked('DeleteTargetGroup')).status).toBe(405);
  });

  test('CBOR is a call only where its header says so, which no page of another origin can send', async () => {
    const path = '/service/AmazonEC2ContainerServiceV20141113/operation/DescribeServices';
    const body = Buffer.from([0xa1, 0x68, ...Buffer.from('services'), 0x81, 0x61, 0x61]);
    const send = (headers: Record<string, string>) => fetch(`${endpoint}${path}`, { method: 'POST', headers, body });
    expect((await send({})).status).toBe(400);
    expect((await send({ 'smithy-protocol': 'rpc-v2-cbor' })).status).toBe(200);
  });

  test('a stranger is refused in the words of the protocol, and no call is recorded', async () => {
    calls.clear();
    const authorization =
      'AWS4-HMAC-SHA256 Credential=A/20261124/us-west-2/elasticloadbalancing/aws4_request, Signature=x';
    const headers = { 'sec-fetch-site': 'cross-site' };
    const json = await post('AmazonEC2ContainerServiceV20141113.DescribeServices', '{}', headers);
    expect([json.status, await json.json()]).toEqual([
      403,
      { __type: 'AccessDeniedException', message: expect.stringContaining('Sec-Fetch-Site: cross-site') },
    ]);
    const body = new URLSearchParams({ Action: 'DescribeTargetHealth' });
    const xml = await fetch(endpoint, { method: 'POST', headers: { ...headers, authorization }, body });
    expect([xml.status, await xml.text()]).toEqual([
      403,
      expect.stringContaining('<Code>AccessDeniedException</Code>'),
    ]);
    expect((await fetch(`${endpoint}/v4/token`, { headers })).status).toBe(403);
    expect(await (await fetch(`${endpoint}/_sandbox/calls`)).json()).toEqual([]);
  });

  test('faults strike the calls they name, as often as they say, and calls are recorded', async () => {
    calls.clear();
    const order = { service: 'ecs', operation: 'DescribeServices', kind: 'throttle', count: 1 };
    const set = await pull('faults', JSON.stringify(order));
    expect(set.status).toBe(204);
    const describe = () => ecsClient().send(new ecs.DescribeServicesCommand({ services: ['a'] }));
    await expect(describe()).rejects.toMatchObject({ name: 'ThrottlingException', message: 'Rate exceeded' });
    await expect(describe()).resolves.toBeDefined();
    const recorded = await (await fetch(`${endpoint}/_sandbox/calls?since=0`)).json();
    expect(recorded).toEqual([
      expect.objectContaining({ service: 'ecs', operation: 'DescribeServices', status: 400, accessKeyId: 'AKIASPEC' }),
      expect.objectContaining({ service: 'ecs', operation: 'DescribeServices', status: 200 }),
    ]);
  });

  test('what is asked to change something stands in the history of its region, with what came of it', async () => {
    await ecsClient().send(new ecs.DescribeServicesCommand({ services: ['a'] }));
    await expect(ecsClient().send(new ecs.UpdateServiceCommand({ service: 'a', desiredCount: 3 }))).rejects.toThrow(
      'Service not found.',
    );
    expect(trail.history().slice(0, 1)).toMatchObject([
      {
        name: 'UpdateService',
        record: { requestParameters: { service: 'a', desiredCount: 3 }, responseElements: null },
      },
    ]);
  });

  test('a world that cannot be made says why', async () => {
    const world = () => fetch(`${endpoint}/_sandbox/world`, { method: 'POST' });
    build = async () => false;
    expect((await world()).status).toBe(409);
    build = async () => {
      throw new Error('The repository is there already.');
    };
    const refused = await world();
    expect(refused.status).toBe(500);
    expect(((await refused.json()) as { error: string }).error).toContain('The repository is there already.');
  });

  test('launches of tasks fail as they are told to, until the faults are cleared', async () => {
    const launch = { cluster: 'primes', service: 'api', family: 'f' };
    const order = { kind: 'launch', failure: 'capacity', service: 'api' };
    expect((await pull('faults', JSON.stringify(order))).status).toBe(204);
    expect(faults.launches.take(['capacity'], { ...launch, service: 'other' })).toBeUndefined();
    expect(faults.launches.take(['volume'], launch)).toBeUndefined();
    expect(faults.launches.take(['volume', 'capacity'], launch)).toBe('capacity');
    expect((await fetch(`${endpoint}/_sandbox/faults`, { method: 'DELETE' })).status).toBe(204);
    expect(faults.launches.take(['capacity'], launch)).toBeUndefined();
    const refused = await pull('faults', '{"kind":"launch","failure":"meteor"}');
    expect([refused.status, await refused.json()]).toEqual([400, { error: expect.stringContaining('failure') }]);
  });

  test('capacity and machines are taken away by levers of their own', async () => {
    const spot = await pull('interruptions', '{"cluster":"primes"}');
    expect([spot.status, await spot.json()]).toEqual([200, { tasks: ['us-west-2/primes'] }]);
    const machine = (containerInstance: string) =>
      pull('container-instances', JSON.stringify({ cluster: 'batch', containerInstance, terminated: true }));
    expect(await (await machine('i-1')).json()).toEqual({ containerInstanceArn: 'arn:i-1' });
    const none = await machine('i-2');
    expect([none.status, await none.json()]).toEqual([404, { error: 'batch has no container instance i-2.' }]);
  });

  test('a fault that cannot be meant is refused with what is wrong in it', async () => {
    const response = await pull('faults', '{"kind":"meteor"}');
    expect(response.status).toBe(400);
    expect(((await response.json()) as { error: string }).error).toContain('kind');
  });
});
