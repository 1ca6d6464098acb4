import { Agent, createServer, request, type IncomingMessage, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { ManualClock, SystemClock } from '../../kernel/clock';
import type { Pace } from '../../kernel/pace';
import type { MetricDatum } from '../engine/metrics.port';
import type { AwsFault } from '../wire/fault';
import { Elbv2Region } from './elbv2.region';
import { elbv2Service } from './elbv2.service';

/** A minute of 0.6 seconds. */
const pace: Pace = { minuteMs: 600, ms: (seconds) => seconds * 10 };
const CALL = { region: 'us-west-2', accountId: '000000000000', requestId: 'r', origin: 'o', accessKeyId: 'k' };

/** A region with one load balancer, one target group and real sockets; targets are servers in this process. */
class Rig {
  readonly servers = new Map<string, Server>();
  readonly data: MetricDatum[] = [];
  group = '';
  listener = '';
  balancer = '';
  readonly region: Elbv2Region;

  constructor(clock: ManualClock | SystemClock = new SystemClock(), port = 0) {
    this.region = new Elbv2Region({
      region: 'us-west-2',
      accountId: '000000000000',
      clock,
      pace,
      metrics: { put: (datum) => this.data.push(datum) },
      addresses: { addressOf: ({ id }) => this.address(id) },
      listenerPort: () => port,
      host: '127.0.0.1',
    });
  }

  async ask(name: string, input: object): Promise<Record<string, unknown>> {
    const found = elbv2Service(() => this.region).operations.find((operation) => operation.name === name);
    return (await found?.run(input, { ...CALL, state: this.region })) as Record<string, unknown>;
  }

  async fault(name: string, input: object): Promise<string> {
    const error = await this.ask(name, input).then(
      () => undefined,
      (reason: unknown) => reason as AwsFault,
    );
    return `${error?.code}: ${error?.message}`;
  }

  async build(): Promise<this> {
    const created = await this.ask('CreateLoadBalancer', { Name: 'primes', Subnets: ['subnet-a', 'subnet-b'] });
    this.balancer = first(created['LoadBalancers'], 'LoadBalancerArn');
    const group = await this.ask('CreateTargetGroup', {
      Name: 'primes',
      TargetType: 'ip',
      Protocol: 'HTTP',
      Port: 80,
      VpcId: 'vpc-1',
      HealthCheckIntervalSeconds: 10,
      HealthCheckPath: '/health',
    });
    this.group = first(group['TargetGroups'], 'TargetGroupArn');
    await this.ask('ModifyTargetGroupAttributes', {
      TargetGroupArn: this.group,
      Attributes: [{ Key: 'deregistration_delay.timeout_seconds', Value: '200' }],
    });
    const listener = await this.ask('CreateListener', {
      LoadBalancerArn: this.balancer,
      Protocol: 'HTTP',
      Port: 80,
      DefaultActions: [{ Type: 'forward', TargetGroupArn: this.group }],
    });
    this.listener = first(listener['Listeners'], 'ListenerArn');
    return this;
  }

  /** Starts a target that answers `/health` itself. */
  async target(id: string, answer: Parameters<typeof createServer>[1]): Promise<void> {
    const server = createServer((incoming, response) =>
      incoming.url === '/health' ? response.end('ok') : answer?.(incoming, response as never),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    this.servers.set(id, server);
    this.region.register(this.group, { id, port: 80 });
    await until(() => this.region.health(this.group, { id, port: 80 })?.state === 'healthy');
  }

  get url(): string {
    return this.region.listenerUrl('primes');
  }

  async close(): Promise<void> {
    await this.region.close();
    for (const server of this.servers.values()) {
      server.closeAllConnections();
      server.close();
    }
  }

  private address(id: string): { host: string; port: number } | undefined {
    const server = this.servers.get(id);
    const address = server?.address() as AddressInfo | null | undefined;
    return address ? { host: '127.0.0.1', port: address.port } : undefined;
  }
}

const first = (list: unknown, member: string): string => String((list as Record<string, unknown>[])[0]?.[member]);

async function until(condition: () => boolean): Promise<void> {
  const deadline = performance.now() + 5000;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error('Waited five seconds in vain.');
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('the balancer', () => {
  let rig: Rig;
  beforeEach(async () => (rig = await new Rig().build()));
  afterEach(() => rig.close());

  it('passes method, body, status and headers through, adds its own, and drops what concerns one connection', async () => {
    let seen: IncomingMessage['headers'] = {};
    await rig.target('10.0.1.1', (incoming, response) => {
      seen = incoming.headers;
      response.writeHead(201, 'Made', { 'X-Answer': 'yes', 'Keep-Alive': 'timeout=1' });
      incoming.pipe(response);
    });
    const answer = await fetch(`${rig.url}/primes/7?x=1`, {
      method: 'POST',
      body: 'hello',
      headers: { 'X-Forwarded-For': '1.2.3.4', 'X-Amzn-Trace-Id': 'Root=1-2-3' },
    });
    expect([answer.status, answer.statusText, answer.headers.get('x-answer'), await answer.text()]).toEqual([
      201,
      'Made',
      'yes',
      'hello',
    ]);
    expect(answer.headers.get('keep-alive')).not.toBe('timeout=1');
    expect(seen).toMatchObject({
      'x-forwarded-for': '1.2.3.4, 127.0.0.1',
      'x-forwarded-proto': 'http',
      'x-forwarded-port': '80',
    });
    expect(seen['x-amzn-trace-id']).toMatch(/^Self=1-[0-9a-f]{8}-[0-9a-f]{24};Root=1-2-3$/);
    expect(seen.host).toBe(new URL(rig.url).host);
  });

  it('answers 503 without targets and 502 where nothing listens, in ELB’s HTML', async () => {
    const none = await fetch(rig.url);
    expect([none.status, none.headers.get('server')]).toEqual([503, 'awselb/2.0']);
    expect(await none.text()).toContain('<center><h1>503 Service Temporarily Unavailable</h1></center>');
    await rig.target('10.0.1.1', (_incoming, response) => response.end('hi'));
    rig.servers.get('10.0.1.1')?.closeAllConnections();
    const dead = new URL(rig.url);
    rig.servers.get('10.0.1.1')?.close();
    expect((await fetch(dead)).status).toBe(502);
  });

  it('answers 502 when the target breaks off before it answered, and takes a client that hangs up to the target', async () => {
    let closed = false;
    await rig.target('10.0.1.1', (incoming, response) => {
      if (incoming.url === '/break') incoming.socket.destroy();
      response.once('close', () => (closed = incoming.url === '/slow'));
    });
    expect((await fetch(`${rig.url}/break`)).status).toBe(502);
    const client = request(`${rig.url}/slow`).on('error', () => {});
    client.end();
    client.once('socket', (socket) => socket.once('connect', () => setImmediate(() => client.destroy())));
    await until(() => closed);
  });

  it('sends nothing new to a target from the moment it is deregistered, and lets what is under way finish', async () => {
    let finish = (): void => {};
    const served = new Map<string, number>();
    const serve = (id: string) =>
      rig.target(id, (incoming, response) => {
        served.set(id, (served.get(id) ?? 0) + 1);
        if (incoming.url === '/long') finish = () => void response.end(id);
        else response.end(id);
      });
    await serve('10.0.1.1');
    const long = fetch(`${rig.url}/long`).then((answer) => answer.text());
    await until(() => served.get('10.0.1.1') === 1);
    await serve('10.0.1.2');
    rig.region.deregister(rig.group, { id: '10.0.1.1', port: 80 });
    const answers = await Promise.all(Array.from({ length: 20 }, () => fetch(rig.url).then((answer) => answer.text())));
    expect(new Set(answers)).toEqual(new Set(['10.0.1.2']));
    finish();
    expect(await long).toBe('10.0.1.1');
    expect(rig.region.health(rig.group, { id: '10.0.1.1', port: 80 })?.state).toBe('draining');
    await until(() => rig.region.health(rig.group, { id: '10.0.1.1', port: 80 }) === undefined);
  });

  it('names the port and SANDBOX_LB_PORT when its port is taken', async () => {
    const second = new Rig(new SystemClock(), Number(new URL(rig.url).port));
    await expect(second.build()).rejects.toThrow(/port is taken.*SANDBOX_LB_PORT/);
    await second.close();
  });

  it('frees its port when it is closed', async () => {
    const { port } = new URL(rig.url);
    const agent = new Agent({ keepAlive: true });
    await new Promise((resolve) => request(rig.url, { agent }, (answer) => answer.resume().once('end', resolve)).end());
    await rig.region.close();
    const error = await new Promise<NodeJS.ErrnoException>((resolve) =>
      connect({ port: Number(port), host: '127.0.0.1' }).once('error', resolve),
    );
    agent.destroy();
    expect(error.code).toBe('ECONNREFUSED');
  });
});

describe('the balancer’s metrics', () => {
  it('count what was answered each minute, for the load balancer and for the target group', async () => {
    const clock = new ManualClock();
    const rig = new Rig(clock);
    const advancing = setInterval(() => void clock.advance(0), 1);
    await rig.build();
    await rig.target('10.0.1.1', (incoming, response) => {
      response.statusCode = incoming.url === '/missing' ? 404 : 200;
      response.end();
    });
    for (const path of ['/', '/', '/missing']) await (await fetch(rig.url + path)).text();
    clearInterval(advancing);
    await clock.advance(600);
    const path = rig.balancer.split(':loadbalancer/')[1];
    const sums = Object.fromEntries(
      rig.data
        .filter(
          ({ dimensions }) =>
            dimensions['LoadBalancer'] === path && dimensions['TargetGroup']?.startsWith('targetgroup/primes/'),
        )
        .map(({ metricName, sum }) => [metricName, sum]),
    );
    await rig.close();
    expect(sums).toMatchObject({
      RequestCount: 3,
      RequestCountPerTarget: 3,
      HTTPCode_Target_2XX_Count: 2,
      HTTPCode_Target_4XX_Count: 1,
      HealthyHostCount: 1,
      UnHealthyHostCount: 0,
    });
    expect(rig.data.every(({ at, namespace }) => at % 600 === 0 && namespace === 'AWS/ApplicationELB')).toBe(true);
  });
});

describe('ELBv2', () => {
  let rig: Rig;
  beforeEach(async () => (rig = await new Rig().build()));
  afterEach(() => rig.close());

  it('fills its shapes as AWS does', async () => {
    const balancers = await rig.ask('DescribeLoadBalancers', { Names: ['primes'] });
    expect(balancers['LoadBalancers']).toMatchObject([
      {
        LoadBalancerArn: expect.stringMatching(
          /^arn:aws:elasticloadbalancing:us-west-2:000000000000:loadbalancer\/app\/primes\/[0-9a-f]{16}$/,
        ),
        DNSName: expect.stringMatching(/^primes-\d{10}\.us-west-2\.elb\.amazonaws\.com$/),
        State: { Code: 'provisioning' },
        AvailabilityZones: [{ ZoneName: 'us-west-2a' }, { ZoneName: 'us-west-2b' }],
      },
    ]);
    const groups = await rig.ask('DescribeTargetGroups', { LoadBalancerArn: rig.balancer });
    expect(groups['TargetGroups']).toMatchObject([
      {
        HealthyThresholdCount: 5,
        UnhealthyThresholdCount: 2,
        HealthCheckPort: 'traffic-port',
        LoadBalancerArns: [rig.balancer],
      },
    ]);
    const health = await rig.ask('DescribeTargetHealth', { TargetGroupArn: rig.group, Targets: [{ Id: '10.0.1.9' }] });
    expect(health['TargetHealthDescriptions']).toMatchObject([
      { Target: { Id: '10.0.1.9', Port: 80 }, TargetHealth: { State: 'unused', Reason: 'Target.NotRegistered' } },
    ]);
    expect(await rig.ask('DescribeRules', { ListenerArn: rig.listener })).toMatchObject({
      Rules: [{ Priority: 'default', IsDefault: true, Actions: [{ Type: 'forward', TargetGroupArn: rig.group }] }],
    });
  });

  it('refuses in AWS’s words', async () => {
    expect(await rig.fault('DescribeTargetGroups', { Names: ['none'] })).toBe(
      'TargetGroupNotFoundException: One or more target groups not found',
    );
    expect(await rig.fault('DescribeLoadBalancers', { Names: ['none'] })).toBe(
      'LoadBalancerNotFoundException: One or more load balancers not found',
    );
    expect(await rig.fault('DeleteTargetGroup', { TargetGroupArn: rig.group })).toBe(
      `ResourceInUseException: Target group '${rig.group}' is currently in use by a listener or a rule`,
    );
    expect(
      await rig.fault('CreateTargetGroup', {
        Name: 'primes',
        TargetType: 'ip',
        Protocol: 'HTTP',
        Port: 81,
        VpcId: 'v',
      }),
    ).toBe(
      "DuplicateTargetGroupNameException: A target group with the same name 'primes' exists, but with different settings",
    );
    expect(await rig.fault('ModifyTargetGroup', { TargetGroupArn: rig.group, HealthCheckIntervalSeconds: 5 })).toBe(
      'ValidationError: Health check interval must be greater than the timeout.',
    );
    expect(
      await rig.fault('ModifyTargetGroupAttributes', {
        TargetGroupArn: rig.group,
        Attributes: [{ Key: 'stickiness.enabled', Value: 'true' }],
      }),
    ).toMatch(/^NotImplemented: elasticloadbalancing:the target group attribute stickiness\.enabled=true/);
  });

  it('answers a repeated creation with what is there, keeps tags, and takes everything down again', async () => {
    const again = await rig.ask('CreateLoadBalancer', { Name: 'primes', Subnets: ['subnet-b', 'subnet-a'] });
    expect(first(again['LoadBalancers'], 'LoadBalancerArn')).toBe(rig.balancer);
    await rig.ask('AddTags', {
      ResourceArns: [rig.group],
      Tags: [
        { Key: 'team', Value: 'a' },
        { Key: 'x', Value: '1' },
      ],
    });
    await rig.ask('RemoveTags', { ResourceArns: [rig.group], TagKeys: ['x'] });
    expect(await rig.ask('DescribeTags', { ResourceArns: [rig.group] })).toEqual({
      TagDescriptions: [{ ResourceArn: rig.group, Tags: [{ Key: 'team', Value: 'a' }] }],
    });
    await rig.ask('DeleteLoadBalancer', { LoadBalancerArn: rig.balancer });
    await rig.ask('DeleteTargetGroup', { TargetGroupArn: rig.group });
    expect(await rig.fault('DescribeTags', { ResourceArns: [rig.group] })).toMatch(/^TargetGroupNotFoundException/);
  });
});
