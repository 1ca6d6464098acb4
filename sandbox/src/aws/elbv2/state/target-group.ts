import type { TargetGroup as Shape } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { HealthCheckSettings } from '../../engine/balancer/health-check';
import type { TargetPool } from '../../engine/balancer/target-pool';
import { anything, type AttributeRule, Attributes, isBoolean, isSeconds, only } from './attributes';

/** A target group's attributes and their defaults behind an Application Load Balancer (ELB API reference, TargetGroupAttribute). */
const RULES: Readonly<Record<string, AttributeRule>> = {
  'deregistration_delay.timeout_seconds': { default: '300', takes: isSeconds(0, 3600) },
  'stickiness.enabled': { default: 'false', takes: isBoolean, served: only('false') },
  'stickiness.type': { default: 'lb_cookie', takes: only('lb_cookie', 'app_cookie') },
  'stickiness.lb_cookie.duration_seconds': { default: '86400', takes: isSeconds(1, 604_800) },
  'stickiness.app_cookie.cookie_name': { default: '', takes: anything },
  'stickiness.app_cookie.duration_seconds': { default: '86400', takes: isSeconds(1, 604_800) },
  'slow_start.duration_seconds': { default: '0', takes: isSeconds(0, 900), served: only('0') },
  'load_balancing.algorithm.type': {
    default: 'round_robin',
    takes: only('round_robin', 'least_outstanding_requests', 'weighted_random'),
    served: only('round_robin'),
  },
  'load_balancing.algorithm.anomaly_mitigation': { default: 'off', takes: only('on', 'off'), served: only('off') },
  'load_balancing.cross_zone.enabled': {
    default: 'use_load_balancer_configuration',
    takes: only('true', 'false', 'use_load_balancer_configuration'),
    served: only('true', 'use_load_balancer_configuration'),
  },
  'target_group_health.dns_failover.minimum_healthy_targets.count': { default: '1', takes: anything },
  'target_group_health.dns_failover.minimum_healthy_targets.percentage': { default: 'off', takes: anything },
  'target_group_health.unhealthy_state_routing.minimum_healthy_targets.count': {
    default: '1',
    takes: anything,
    served: only('1'),
  },
  'target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage': {
    default: 'off',
    takes: anything,
    served: only('off'),
  },
};

export interface TargetGroupSettings {
  arn: string;
  name: string;
  port: number;
  vpcId: string;
  healthCheck: HealthCheckSettings;
}

/** A target group of type `ip` for HTTP/1.1. */
export class TargetGroup {
  readonly attributes = new Attributes(RULES, 'Target group');
  readonly pool: TargetPool;

  /** @param pool makes the group's pool; what it reads of the group it reads later. */
  constructor(
    readonly settings: TargetGroupSettings,
    pool: (group: TargetGroup) => TargetPool,
  ) {
    this.pool = pool(this);
  }

  /** `targetgroup/<name>/<hex>`, as CloudWatch names it. */
  get path(): string {
    return this.settings.arn.slice(this.settings.arn.indexOf('targetgroup/'));
  }

  /** @param loadBalancerArns the load balancers that send traffic here. */
  shape(loadBalancerArns: string[]): Shape {
    const { settings } = this;
    const { healthCheck } = settings;
    return {
      TargetGroupArn: settings.arn,
      TargetGroupName: settings.name,
      Protocol: 'HTTP',
      Port: settings.port,
      VpcId: settings.vpcId,
      HealthCheckProtocol: 'HTTP',
      HealthCheckPort: this.healthCheckPort(),
      HealthCheckEnabled: true,
      HealthCheckIntervalSeconds: healthCheck.intervalSeconds,
      HealthCheckTimeoutSeconds: healthCheck.timeoutSeconds,
      HealthyThresholdCount: healthCheck.healthyThreshold,
      UnhealthyThresholdCount: healthCheck.unhealthyThreshold,
      HealthCheckPath: healthCheck.path,
      Matcher: { HttpCode: healthCheck.matcher },
      LoadBalancerArns: loadBalancerArns,
      TargetType: 'ip',
      ProtocolVersion: 'HTTP1',
      IpAddressType: 'ipv4',
    };
  }

  healthCheckPort(): string {
    return String(this.settings.healthCheck.port ?? 'traffic-port');
  }
}
