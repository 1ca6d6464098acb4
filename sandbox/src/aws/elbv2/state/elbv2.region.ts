import { randomBytes } from 'node:crypto';
import { originOf } from '../../../kernel/listen';
import type { Addresses } from '../../engine/balancer/addresses';
import { httpProbe } from '../../engine/balancer/health-probe';
import { TargetPool } from '../../engine/balancer/target-pool';
import type { ListenerRules, WeightedTarget } from '../../engine/listener-rules.port';
import type { Target, TargetHealth, Targets } from '../../engine/targets.port';
import { loadBalancerNotFound, targetGroupNotFound } from '../elbv2.faults';
import { ForwardAction } from './forward-action';
import type { Listener } from './listener';
import { Listeners, type ListenersOptions } from './listeners';
import { LoadBalancer, type LoadBalancerSettings } from './load-balancer';
import { TagBook } from './tag-book';
import { TargetGroup, type TargetGroupSettings } from './target-group';

export interface Elbv2RegionOptions extends ListenersOptions {
  accountId: string;
  addresses: Addresses;
}

/** AWS seconds until a new load balancer is active. */
const PROVISIONING_SECONDS = 20;

/** Elastic Load Balancing in one region, and the balancers that really forward. */
export class Elbv2Region implements Targets, ListenerRules {
  readonly tags = new TagBook();
  private readonly loadBalancers = new Map<string, LoadBalancer>();
  private readonly groups = new Map<string, TargetGroup>();
  readonly listeners: Listeners;

  constructor(private readonly options: Elbv2RegionOptions) {
    this.listeners = new Listeners(options);
  }

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

  /** Removes a load balancer and its listeners. */
  async removeLoadBalancer({ settings: { arn } }: LoadBalancer): Promise<void> {
    this.loadBalancers.delete(arn);
    this.tags.forget(arn);
    await Promise.all(this.listeners.of(arn).map((listener) => this.closeListener(listener)));
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

  /** Closes a listener and forgets its rules. */
  async closeListener(listener: Listener): Promise<void> {
    for (const { arn } of [listener, ...listener.rules]) this.tags.forget(arn);
    await this.listeners.closed(listener);
  }

  /**
   * Where a load balancer's first listener can really be reached: `http://127.0.0.1:8080`.
   * @throws Error when there is no such load balancer or it has no listener.
   */
  listenerUrl(loadBalancerName: string): string {
    const listener = this.listeners.list().find(({ loadBalancer }) => loadBalancer.settings.name === loadBalancerName);
    if (!listener) throw new Error(`The load balancer ${loadBalancerName} has no listener. Create one first.`);
    return originOf(this.options.host, listener.realPort());
  }

  forwards(ruleArn: string): WeightedTarget[] | undefined {
    const { action } = this.listeners.findRule(ruleArn)?.rule ?? {};
    return action?.groups.map(({ group, weight }) => ({ targetGroupArn: group.settings.arn, weight }));
  }

  /** @throws AwsFault TargetGroupNotFoundException */
  forward(ruleArn: string, targets: readonly WeightedTarget[]): void {
    const rule = this.listeners.findRule(ruleArn)?.rule;
    if (!rule) return;
    rule.action = new ForwardAction(
      targets.map(({ targetGroupArn, weight }) => ({ group: this.targetGroup(targetGroupArn), weight })),
    );
    this.listeners.changed();
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
    await this.listeners.close();
    this.groups.clear();
    this.loadBalancers.clear();
  }
}
