import type { IncomingMessage } from 'node:http';
import type { Listener as Shape } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { ListenerServer } from '../../engine/balancer/listener-server';
import { Attributes } from './attributes';
import type { ForwardAction, WeightedGroup } from './forward-action';
import { ListenerRule } from './listener-rule';
import type { LoadBalancer } from './load-balancer';

/** A listener for HTTP: its rules, and its default action for what none of them takes. */
export class Listener {
  readonly attributes = new Attributes(
    {
      'routing.http.response.server.enabled': {
        default: 'true',
        takes: (value) => value === 'true' || value === 'false',
        served: (value) => value === 'true',
      },
    },
    'Listener',
  );
  /** Its default actions, as a rule. */
  readonly defaultRule: ListenerRule;
  /** All but the default one. */
  private readonly others = new Map<string, ListenerRule>();

  constructor(
    readonly arn: string,
    readonly loadBalancer: LoadBalancer,
    /** The port it shows. */
    readonly port: number,
    action: ForwardAction,
    private readonly server: ListenerServer,
  ) {
    this.defaultRule = new ListenerRule(`${this.rulePrefix}/${arn.slice(-16)}`, undefined, [], action);
  }

  /** What the ARNs of its rules begin with. */
  get rulePrefix(): string {
    return this.arn.replace(':listener/', ':listener-rule/');
  }

  /** In the order in which they are tried, the default one last. */
  get rules(): ListenerRule[] {
    const tried = [...this.others.values()].toSorted((a, b) => (a.priority ?? 0) - (b.priority ?? 0));
    return [...tried, this.defaultRule];
  }

  add(rule: ListenerRule): void {
    this.others.set(rule.arn, rule);
  }

  /** @returns whether it had such a rule, other than the default one. */
  remove(rule: ListenerRule): boolean {
    return this.others.delete(rule.arn);
  }

  /** Every target group that one of its rules names, whatever its weight. */
  get groups(): WeightedGroup['group'][] {
    return this.rules.flatMap(({ action }) => action.groups.map(({ group }) => group));
  }

  /** Where a request goes. */
  actionFor(request: IncomingMessage): ForwardAction {
    return (this.rules.find((rule) => rule.takes(request)) ?? this.defaultRule).action;
  }

  /** The port it really listens on. */
  realPort(): number {
    return this.server.port();
  }

  close(): Promise<void> {
    return this.server.close();
  }

  shape(): Shape {
    return {
      ListenerArn: this.arn,
      LoadBalancerArn: this.loadBalancer.settings.arn,
      Port: this.port,
      Protocol: 'HTTP',
      DefaultActions: this.defaultRule.action.shape(),
    };
  }
}
