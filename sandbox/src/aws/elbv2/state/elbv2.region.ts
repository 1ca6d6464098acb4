import { randomBytes } from 'node:crypto';
import type { Clock } from '../../../kernel/clock';
import { originOf } from '../../../kernel/listen';
import type { Pace } from '../../../kernel/pace';
import type { Addresses } from '../../engine/balancer/addresses';
import { httpProbe } from '../../engine/balancer/health-probe';
import { ListenerServer } from '../../engine/balancer/listener-server';
import { TargetPool } from '../../engine/balancer/target-pool';
import { TrafficMetrics } from '../../engine/balancer/traffic-metrics';
import type { MetricSink } from '../../engine/metrics.port';
import type { Target, TargetHealth, Targets } from '../../engine/targets.port';
import { listenerNotFound, loadBalancerNotFound, targetGroupNotFound } from '../elbv2.faults';
import type { Guard } from '../../../kernel/guard/guard';
import { Listener } from './listener';
import { LoadBalancer, type LoadBalancerSettings } from './load-balancer';
import { TagBook } from './tag-book';
import { TargetGroup, type TargetGroupSettings } from './target-group';

/** A listener that is about to open, as the real port is chosen by it. */
export interface OpeningListener {
  region: string;
  loadBalancerName: string;
  loadBalancerArn: string;
  /** The port it shows. */
  port: number;
}

export interface Elbv2RegionOptions {
  region: string;
  accountId: string;
  clock: Clock;
  pace: Pace;
  metrics: MetricSink;
  addresses: Addresses;
  /** The real port of a listener; 0 for any free one. */
  listenerPort: (listener: OpeningListener) => number;
  /** Address that listeners bind to. */
  host: string;
  /** Whom listeners let in. */
  guard: Guard;
}

/** AWS seconds until a new load balancer is active. */
const PROVISIONING_SECONDS = 20;

/** Elastic Load Balancing in one region, and the balancers that really forward. */
export class Elbv2Region implements Targets {
  readonly tags = new TagBook();
  private readonly loadBalancers = new Map<string, LoadBalancer>();
  private readonly groups = new Map<string, TargetGroup>();
  private readonly listeners = new Map<string, Listener>();

  constructor(private readonly options: Elbv2RegionOptions) {}

  get region(): string {
    return this.options.region;
  }

  /** Epoch ms. */
  now(): number {
    return this.options.clock.now();
  }

  /** `arn:aws:elasticloadbalancing:<region>:<account>:<kind>/<path>/<16 hex>` */
  newArn(kind: string, path: string): string {
    const { region, accountId } = this.options;
    return `arn:aws:elasticloadbalancing:${region}:${accountId}:${kind}/${path}/${randomBytes(8).toString('hex')}`;
  }

  listLoadBalancers(): LoadBalancer[] {
    return [...this.loadBalancers.values()];
  }

  /** @throws AwsFault LoadBalancerNotFoundException */
  loadBalancer(arn: string | undefined): LoadBalancer {
    const found = this.loadBalancers.get(arn ?? '');
    if (!found) throw loadBalancerNotFound();
    return found;
  }

  addLoadBalancer(settings: Omit<LoadBalancerSettings, 'arn' | 'dnsName' | 'createdAt' | 'activeAt'>): LoadBalancer {
    const createdAt = this.now();
    const { name } = settings;
    const number = 1_000_000_000 + (randomBytes(4).readUInt32BE() % 1_000_000_000);
    const balancer = new LoadBalancer({
      ...settings,
      arn: this.newArn('loadbalancer', `app/${name}`),
      dnsName: `${settings.scheme === 'internal' ? 'internal-' : ''}${name}-${number}.${this.region}.elb.amazonaws.com`,
      createdAt,
      activeAt: createdAt + this.options.pace.ms(PROVISIONING_SECONDS),
    });
    this.loadBalancers.set(balancer.settings.arn, balancer);
    return balancer;
  }

  /** Whether any load balancer of the region listens. */
  hasListener(): boolean {
    return this.listeners.size > 0;
  }

  /** Removes a load balancer and its listeners. */
  async removeLoadBalancer({ settings: { arn } }: LoadBalancer): Promise<void> {
    this.loadBalancers.delete(arn);
    this.tags.forget(arn);
    await Promise.all(this.listenersOf(arn).map((listener) => this.closeListener(listener)));
  }

  listTargetGroups(): TargetGroup[] {
    return [...this.groups.values()];
  }

  /** @throws AwsFault TargetGroupNotFoundException */
  targetGroup(arn: string | undefined): TargetGroup {
    const found = this.groups.get(arn ?? '');
    if (!found) throw targetGroupNotFound();
    return found;
  }

  addTargetGroup(settings: TargetGroupSettings): TargetGroup {
    const { clock, pace, addresses } = this.options;
    const probe = httpProbe(clock);
    const group = new TargetGroup(
      settings,
      (owner) =>
        new TargetPool({
          clock,
          pace,
          probe,
          addressOf: (target) => addresses.addressOf(target, this.region),
          settings: () => owner.settings.healthCheck,
          deregistrationDelay: () => Number(owner.attributes.get('deregistration_delay.timeout_seconds')),
        }),
    );
    this.groups.set(settings.arn, group);
    return group;
  }

  removeTargetGroup(group: TargetGroup): void {
    group.pool.close();
    this.groups.delete(group.settings.arn);
    this.tags.forget(group.settings.arn);
  }

  /** The load balancers that send traffic to a group. */
  loadBalancerArnsOf(group: TargetGroup): string[] {
    const used = [...this.listeners.values()].filter(({ targetGroup }) => targetGroup === group);
    return [...new Set(used.map(({ loadBalancer }) => loadBalancer.settings.arn))];
  }

  listListeners(): Listener[] {
    return [...this.listeners.values()];
  }

  listenersOf(loadBalancerArn: string): Listener[] {
    return this.listListeners().filter(({ loadBalancer }) => loadBalancer.settings.arn === loadBalancerArn);
  }

  /** @throws AwsFault ListenerNotFoundException */
  listener(arn: string | undefined): Listener {
    const found = this.listeners.get(arn ?? '');
    if (!found) throw listenerNotFound();
    return found;
  }

  /**
   * Opens a listener's socket and begins to forward.
   * @param port the port it shows.
   * @throws Error that names the port and SANDBOX_LB_PORT when the real port is taken.
   */
  async openListener(loadBalancer: LoadBalancer, port: number, group: TargetGroup): Promise<Listener> {
    const { clock, pace, metrics: sink, host, guard, listenerPort, region } = this.options;
    const { arn: loadBalancerArn, name: loadBalancerName } = loadBalancer.settings;
    const of = {
      loadBalancer: loadBalancer.path,
      targetGroup: group.path,
      counts: () => group.pool.counts(),
    };
    const server = await ListenerServer.open({
      clock,
      host,
      guard,
      port: listenerPort({ region, loadBalancerName, loadBalancerArn, port }),
      shownPort: port,
      idleTimeoutMs: Number(loadBalancer.attributes.get('idle_timeout.timeout_seconds')) * 1000,
      pool: () => group.pool,
      onRequest: (forwarded) => traffic.count(forwarded),
    });
    const traffic = new TrafficMetrics(of, sink, clock, pace);
    const arn = this.newArn('listener', loadBalancer.path);
    const listener = new Listener(arn, loadBalancer, port, group, server, traffic);
    this.listeners.set(arn, listener);
    group.pool.use(true);
    return listener;
  }

  async closeListener(listener: Listener): Promise<void> {
    this.listeners.delete(listener.arn);
    this.tags.forget(listener.arn);
    const { targetGroup } = listener;
    if (this.loadBalancerArnsOf(targetGroup).length === 0) targetGroup.pool.use(false);
    await listener.close();
  }

  /**
   * Where a load balancer's first listener can really be reached: `http://127.0.0.1:8080`.
   * @throws Error when there is no such load balancer or it has no listener.
   */
  listenerUrl(loadBalancerName: string): string {
    const listener = this.listListeners().find(({ loadBalancer }) => loadBalancer.settings.name === loadBalancerName);
    if (!listener) throw new Error(`The load balancer ${loadBalancerName} has no listener. Create one first.`);
    return originOf(this.options.host, listener.realPort());
  }

  exists(targetGroupArn: string): boolean {
    return this.groups.has(targetGroupArn);
  }

  /** @throws AwsFault TargetGroupNotFoundException */
  register(targetGroupArn: string, target: Target): void {
    this.targetGroup(targetGroupArn).pool.register(target);
  }

  deregister(targetGroupArn: string, target: Target): void {
    this.groups.get(targetGroupArn)?.pool.deregister(target);
  }

  health(targetGroupArn: string, target: Target): TargetHealth | undefined {
    return this.groups.get(targetGroupArn)?.pool.health(target);
  }

  /** Ends every check, connection and listener. @returns once the ports are free. */
  async close(): Promise<void> {
    for (const group of this.groups.values()) group.pool.close();
    await Promise.all(this.listListeners().map((listener) => listener.close()));
    this.listeners.clear();
    this.groups.clear();
    this.loadBalancers.clear();
  }
}
