import {
  CreateClusterCommand,
  CreateServiceCommand,
  DescribeServicesCommand,
  RegisterTaskDefinitionCommand,
} from '@aws-sdk/client-ecs';
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
  DescribeRulesCommand,
  DescribeTargetGroupsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { SystemClock } from '../../kernel/clock';
import { Guard } from '../../kernel/guard/guard';
import { type Aws, startAws } from '../start-aws';
import type { StrategySet } from './set-strategy';
import { worldClients, type WorldClients } from './world-clients';

describe('the lever that changes how the sample service is deployed', () => {
  let aws: Aws;
  let clients: WorldClients;
  beforeAll(async () => {
    const loopback = { host: '127.0.0.1', guard: new Guard(), port: 0, loadBalancerPort: 0 };
    const world = { template: 'none', imagesFolder: 'none' };
    const parts = { clock: new SystemClock(), minuteMs: 200, callsFile: undefined, root: '/', world, onDefect() {} };
    aws = await startAws({ ...loopback, ...parts });
    clients = worldClients(aws.url);
    await makeService(clients);
    while ((await service()).deployments?.[0]?.rolloutState !== 'COMPLETED') await nextTurn();
  });
  afterAll(() => aws.close());

  const pull = async (body: object): Promise<{ status: number; answer: StrategySet & { error?: string } }> => {
    const response = await fetch(`${aws.url}/_sandbox/strategy`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: response.status, answer: (await response.json()) as StrategySet };
  };
  const service = async () => {
    const { services } = await clients.ecs.send(
      new DescribeServicesCommand({ cluster: 'primes', services: ['primes-api'] }),
    );
    return services![0]!;
  };

  it('gives it a second target group, puts that into production once, and leaves what was asked for', async () => {
    const lifecycleHooks = [{ targetType: 'PAUSE', lifecycleStages: ['POST_TEST_TRAFFIC_SHIFT'] }];
    const asked = { strategy: 'BLUE_GREEN', bakeTimeInMinutes: 5, lifecycleHooks };
    const { status, answer } = await pull(asked);
    expect({ status, answer }).toMatchObject({
      status: 200,
      answer: { service: 'primes-api', deploymentConfiguration: asked, testHeader: 'X-Environment: test' },
    });
    expect((await service()).deployments).toMatchObject([{ rolloutState: 'COMPLETED' }]);
    const [balancer] = answer.loadBalancers;
    const { alternateTargetGroupArn, productionListenerRule, testListenerRule } = balancer!.advancedConfiguration!;
    const { TargetGroups } = await clients.elbv2.send(
      new DescribeTargetGroupsCommand({ TargetGroupArns: [alternateTargetGroupArn!] }),
    );
    expect(TargetGroups).toMatchObject([{ TargetGroupName: 'primes-green', HealthCheckPath: '/health' }]);
    const { Rules } = await clients.elbv2.send(
      new DescribeRulesCommand({ RuleArns: [productionListenerRule!, testListenerRule!] }),
    );
    const both = [
      { TargetGroupArn: balancer!.targetGroupArn, Weight: 0 },
      { TargetGroupArn: alternateTargetGroupArn, Weight: 100 },
    ];
    expect(Rules).toMatchObject([
      { IsDefault: true, Actions: [{ ForwardConfig: { TargetGroups: both } }] },
      { IsDefault: false, Actions: [{ ForwardConfig: { TargetGroups: both } }] },
    ]);
  });

  it('changes it again without another deployment', async () => {
    const { deployments } = await service();
    expect(await pull({ strategy: 'CANARY', canaryConfiguration: { canaryPercent: 20 } })).toMatchObject({
      status: 200,
      answer: { deploymentConfiguration: { canaryConfiguration: { canaryPercent: 20, canaryBakeTimeInMinutes: 10 } } },
    });
    expect((await pull({ strategy: 'ROLLING' })).status).toBe(200);
    expect((await service()).deployments?.map(({ id }) => id)).toEqual(deployments?.map(({ id }) => id));
  });

  it('says what is wrong with what was asked for', async () => {
    expect(await pull({ strategy: 'GREEN' })).toMatchObject({
      status: 400,
      answer: { error: expect.stringContaining('BLUE_GREEN') },
    });
    expect(await pull({ strategy: 'CANARY', canaryConfiguration: { canaryPercent: 0 } })).toMatchObject({
      status: 400,
      answer: { error: 'The strategy could not be set. canaryPercent must be a multiple of 0.1 from 0.1 to 100.0.' },
    });
  });
});

/** The sample service without a task. */
async function makeService({ ecs, elbv2 }: WorldClients): Promise<void> {
  const { LoadBalancers } = await elbv2.send(new CreateLoadBalancerCommand({ Name: 'primes', Subnets: ['a', 'b'] }));
  const { TargetGroups } = await elbv2.send(
    new CreateTargetGroupCommand({
      Name: 'primes',
      TargetType: 'ip',
      Protocol: 'HTTP',
      Port: 80,
      VpcId: 'vpc-1',
      HealthCheckPath: '/health',
    }),
  );
  const targetGroupArn = TargetGroups![0]!.TargetGroupArn!;
  await elbv2.send(
    new CreateListenerCommand({
      LoadBalancerArn: LoadBalancers![0]!.LoadBalancerArn,
      Protocol: 'HTTP',
      Port: 80,
      DefaultActions: [{ Type: 'forward', TargetGroupArn: targetGroupArn }],
    }),
  );
  await ecs.send(new CreateClusterCommand({ clusterName: 'primes' }));
  await ecs.send(
    new RegisterTaskDefinitionCommand({
      family: 'primes-api',
      networkMode: 'awsvpc',
      requiresCompatibilities: ['FARGATE'],
      cpu: '256',
      memory: '512',
      containerDefinitions: [{ name: 'primes-api', image: 'primes-api:1', portMappings: [{ containerPort: 80 }] }],
    }),
  );
  await ecs.send(
    new CreateServiceCommand({
      cluster: 'primes',
      serviceName: 'primes-api',
      taskDefinition: 'primes-api',
      desiredCount: 0,
      launchType: 'FARGATE',
      networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'] } },
      loadBalancers: [{ targetGroupArn, containerName: 'primes-api', containerPort: 80 }],
    }),
  );
}
