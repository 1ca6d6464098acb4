import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Clock, SystemClock } from '../../../kernel/clock';
import { Guard } from '../../../kernel/guard/guard';
import type { Pace } from '../../../kernel/pace';
import type { MetricDatum } from '../../engine/metrics.port';
import { faultOf, WireClient } from '../../wire/spec/wire-client';
import { Elbv2Region } from '../state/elbv2.region';
import { elbv2Service } from '../elbv2.service';

/** A minute of 0.6 seconds. */
const pace: Pace = { minuteMs: 600, ms: (seconds) => seconds * 10 };

/** A region with one load balancer, one target group and real sockets; targets are servers in this process. */
export class BalancerHarness {
  readonly servers = new Map<string, Server>();
  readonly data: MetricDatum[] = [];
  group = '';
  listener = '';
  balancer = '';
  readonly region: Elbv2Region;
  private readonly wire = new WireClient(elbv2Service(() => this.region));

  constructor(clock: Clock = new SystemClock(), port = 0) {
    this.region = new Elbv2Region({
      region: 'us-west-2',
      accountId: '000000000000',
      clock,
      pace,
      metrics: { put: (datum) => this.data.push(datum) },
      addresses: { addressOf: ({ id }) => this.address(id) },
      listenerPort: () => port,
      host: '127.0.0.1',
      guard: new Guard(),
    });
  }

  ask(name: string, input: object): Promise<Record<string, unknown>> {
    return this.wire.call(name, input);
  }

  async fault(name: string, input: object): Promise<string> {
    return (await faultOf(this.ask(name, input))).join(': ');
  }

  async build(): Promise<this> {
    const created = await this.ask('CreateLoadBalancer', { Name: 'primes', Subnets: ['subnet-a', 'subnet-b'] });
    this.balancer = first(created['LoadBalancers'], 'LoadBalancerArn');
    this.group = await this.targetGroup('primes');
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

  /** @returns the ARN of a new target group */
  async targetGroup(Name: string): Promise<string> {
    const made = await this.ask('CreateTargetGroup', {
      Name,
      TargetType: 'ip',
      Protocol: 'HTTP',
      Port: 80,
      VpcId: 'vpc-1',
      HealthCheckIntervalSeconds: 10,
      HealthCheckPath: '/health',
    });
    return first(made['TargetGroups'], 'TargetGroupArn');
  }

  /** Starts a target that answers `/health` itself. */
  async target(id: string, answer: Parameters<typeof createServer>[1], group = this.group): Promise<void> {
    const server = createServer((incoming, response) =>
      incoming.url === '/health' ? response.end('ok') : answer?.(incoming, response as never),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    this.servers.set(id, server);
    this.region.register(group, { id, port: 80 });
    await until(() => this.region.health(group, { id, port: 80 })?.state === 'healthy');
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

/** A member of the first of a list that an operation answered. */
export const first = (list: unknown, member: string): string =>
  String((list as Record<string, unknown>[])[0]?.[member]);

export /** Waits, without a timer. @throws Error after five seconds. */
async function until(condition: () => boolean): Promise<void> {
  const deadline = performance.now() + 5000;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error('Waited five seconds in vain.');
    await new Promise((resolve) => setImmediate(resolve));
  }
}
