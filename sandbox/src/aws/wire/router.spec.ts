import { type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as cloudwatch from '@aws-sdk/client-cloudwatch';
import * as ecs from '@aws-sdk/client-ecs';
import * as elbv2 from '@aws-sdk/client-elastic-load-balancing-v2';
import { SystemClock } from '../../kernel/clock';
import { awsServer } from '../aws.server';
import { awsCallLog } from '../levers/aws-calls';
import { AwsFaults } from '../levers/aws-faults';
import { LeverRoutes } from '../levers/lever-routes';
import type { AwsService } from './aws-service';
import { AwsFault } from './fault';
import { operation } from './operation';
import { Router } from './router';
import { modelOf } from './service-model';

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
  const defects: unknown[] = [];
  const faults = new AwsFaults(new SystemClock());
  const calls = awsCallLog(undefined);

  beforeAll(async () => {
    const models = [modelOf(echo.ecs), modelOf(echo.cloudwatch), modelOf(echo.elbv2)];
    const router = new Router(models, '000000000000', (error) => defects.push(error));
    const levers = new LeverRoutes(calls, faults, { reset: async () => {}, build: async () => true });
    server = awsServer({ clock: new SystemClock(), router, calls, faults, levers, metadata: () => undefined });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const ecsClient = () => new ecs.ECSClient({ ...REGION, endpoint, credentials, maxAttempts: 1 });

  test('JSON 1.1: lists, timestamps and the region of the credential scope', async () => {
    const { services } = await ecsClient().send(new ecs.DescribeServicesCommand({ services: ['a', 'b'] }));
    expect(services?.map(({ serviceName }) => serviceName)).toEqual(['a', 'b']);
    expect(services?.[0]?.clusterArn).toBe('eu-central-1');
    expect(services?.[0]?.createdAt).toEqual(new Date(1_700_000_000_500));
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
    const update = new ecs.UpdateServiceCommand({ service: 'x', volumeConfigurations: [{ name: 'v' }] });
    await expect(ecsClient().send(update)).rejects.toThrow('UpdateService with volumeConfigurations');
  });

  test('a missing required member and a wrong type are named', async () => {
    const missing = new ecs.UpdateServiceCommand({} as ecs.UpdateServiceCommandInput);
    await expect(ecsClient().send(missing)).rejects.toThrow("Value null at 'service'");
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { 'x-amz-target': 'AmazonEC2ContainerServiceV20141113.UpdateService' },
      body: JSON.stringify({ service: 7 }),
    });
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

  test('faults strike the calls they name, as often as they say, and calls are recorded', async () => {
    calls.clear();
    const order = { service: 'ecs', operation: 'DescribeServices', kind: 'throttle', count: 1 };
    const set = await fetch(`${endpoint}/_sandbox/faults`, { method: 'POST', body: JSON.stringify(order) });
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

  test('a fault that cannot be meant is refused with what is wrong in it', async () => {
    const response = await fetch(`${endpoint}/_sandbox/faults`, { method: 'POST', body: '{"kind":"meteor"}' });
    expect(response.status).toBe(400);
    expect(((await response.json()) as { error: string }).error).toContain('kind');
  });
});
