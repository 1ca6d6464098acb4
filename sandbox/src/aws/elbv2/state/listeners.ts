import type { Clock } from '../../../kernel/clock';
import type { Guard } from '../../../kernel/guard/guard';
import type { Pace } from '../../../kernel/pace';
import { ListenerServer } from '../../engine/balancer/listener-server';
import { TrafficBook } from '../../engine/balancer/traffic-book';
import type { MetricSink } from '../../engine/metrics.port';
import { listenerNotFound, ruleNotFound } from '../elbv2.faults';
import type { ForwardAction } from './forward-action';
import { Listener } from './listener';
import type { ListenerRule } from './listener-rule';
import type { LoadBalancer } from './load-balancer';
import type { TargetGroup } from './target-group';

/** A listener that is about to open, as the real port is chosen by it. */
export interface OpeningListener {
  region: string;
  loadBalancerName: string;
  loadBalancerArn: string;
  /** The port it shows. */
  port: number;
}

export interface ListenersOptions {
  region: string;
  clock: Clock;
  pace: Pace;
  metrics: MetricSink;
  /** The real port of a listener; 0 for any free one. */
  listenerPort: (listener: OpeningListener) => number;
  /** Address that listeners bind to. */
  host: string;
  /** Whom listeners let in. */
  guard: Guard;
}

/** A region's listeners and their rules: what is forwarded where, and which target groups may get anything. */
export class Listeners {
  private readonly open = new Map<string, Listener>();
  private readonly traffic: TrafficBook;
  private inUse: readonly TargetGroup[] = [];

  constructor(private readonly options: ListenersOptions) {
    this.traffic = new TrafficBook(options.metrics, options.clock, options.pace);
  }

  list(): Listener[] {
    return [...this.open.values()];
  }

  of(loadBalancerArn: string): Listener[] {
    return this.list().filter(({ loadBalancer }) => loadBalancer.settings.arn === loadBalancerArn);
  }

  /** @throws AwsFault ListenerNotFoundException */
  named(arn: string | undefined): Listener {
    const found = this.open.get(arn ?? '');
    if (!found) throw listenerNotFound();
    return found;
  }

  /** @returns a rule and the listener it is of; undefined where there is none of that ARN */
  findRule(arn: string): { listener: Listener; rule: ListenerRule } | undefined {
    for (const listener of this.open.values()) {
      const rule = listener.rules.find((each) => each.arn === arn);
      if (rule) return { listener, rule };
    }
    return undefined;
  }

  /** @throws AwsFault RuleNotFoundException */
  rule(arn = ''): { listener: Listener; rule: ListenerRule } {
    const found = this.findRule(arn);
    if (!found) throw ruleNotFound();
    return found;
  }

  /** The load balancers that send traffic to a group, or could. */
  loadBalancerArnsOf(group: TargetGroup): string[] {
    const used = this.list().filter(({ groups }) => groups.includes(group));
    return [...new Set(used.map(({ loadBalancer }) => loadBalancer.settings.arn))];
  }

  /**
   * Opens a listener's socket and begins to forward.
   * @param port the port it shows.
   * @throws Error that names the port and SANDBOX_LB_PORT when the real port is taken.
   */
  async opened(arn: string, loadBalancer: LoadBalancer, port: number, action: ForwardAction): Promise<Listener> {
    const { clock, host, guard, listenerPort, region } = this.options;
    const { arn: loadBalancerArn, name: loadBalancerName } = loadBalancer.settings;
    const server = await ListenerServer.open({
      clock,
      host,
      guard,
      port: listenerPort({ region, loadBalancerName, loadBalancerArn, port }),
      shownPort: port,
      idleTimeoutMs: Number(loadBalancer.attributes.get('idle_timeout.timeout_seconds')) * 1000,
      route: (request) => {
        const group = listener.actionFor(request).next();
        const of = { loadBalancer: loadBalancer.path, targetGroup: group?.path ?? '' };
        return { pool: group?.pool, onEnd: (forwarded) => this.traffic.count(of, forwarded) };
      },
    });
    const listener = new Listener(arn, loadBalancer, port, action, server);
    this.open.set(arn, listener);
    this.changed();
    return listener;
  }

  async closed(listener: Listener): Promise<void> {
    this.open.delete(listener.arn);
    this.changed();
    await listener.close();
  }

  /** What is forwarded where has changed: the groups that are named now are checked and measured, and no others. */
  changed(): void {
    const used = this.list().flatMap(({ loadBalancer, groups }) =>
      groups.map((group) => ({
        loadBalancer: loadBalancer.path,
        targetGroup: group.path,
        counts: () => group.pool.counts(),
        group,
      })),
    );
    const groups = used.map(({ group }) => group);
    for (const group of this.inUse) if (!groups.includes(group)) group.pool.use(false);
    for (const group of groups) group.pool.use(true);
    this.inUse = groups;
    this.traffic.keep(used);
  }

  /** @returns once the ports are free. */
  async close(): Promise<void> {
    const all = this.list();
    this.open.clear();
    this.traffic.close();
    await Promise.all(all.map((listener) => listener.close()));
  }
}
