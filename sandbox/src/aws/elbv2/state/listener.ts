import type { Action, Listener as Shape, Rule } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { ListenerServer } from '../../engine/balancer/listener-server';
import type { TrafficMetrics } from '../../engine/balancer/traffic-metrics';
import { Attributes } from './attributes';
import type { LoadBalancer } from './load-balancer';
import type { TargetGroup } from './target-group';

/** A listener for HTTP that forwards everything to one target group. */
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

  constructor(
    readonly arn: string,
    readonly loadBalancer: LoadBalancer,
    /** The port it shows. */
    readonly port: number,
    readonly targetGroup: TargetGroup,
    private readonly server: ListenerServer,
    private readonly metrics: TrafficMetrics,
  ) {}

  /** The port it really listens on. */
  realPort(): number {
    return this.server.port();
  }

  async close(): Promise<void> {
    this.metrics.close();
    await this.server.close();
  }

  shape(): Shape {
    return {
      ListenerArn: this.arn,
      LoadBalancerArn: this.loadBalancer.settings.arn,
      Port: this.port,
      Protocol: 'HTTP',
      DefaultActions: this.actions(),
    };
  }

  /** The only rule there is: the default one, which is the listener's default actions. */
  defaultRule(): Rule {
    return {
      RuleArn: this.defaultRuleArn(),
      Priority: 'default',
      Conditions: [],
      Actions: this.actions(),
      IsDefault: true,
    };
  }

  defaultRuleArn(): string {
    return `${this.arn.replace(':listener/', ':listener-rule/')}/${this.arn.slice(-16)}`;
  }

  private actions(): Action[] {
    const { arn: TargetGroupArn } = this.targetGroup.settings;
    return [
      {
        Type: 'forward',
        TargetGroupArn,
        ForwardConfig: {
          TargetGroups: [{ TargetGroupArn, Weight: 1 }],
          TargetGroupStickinessConfig: { Enabled: false },
        },
      },
    ];
  }
}
