import type {
  AvailabilityZone,
  LoadBalancer as Shape,
  LoadBalancerSchemeEnum,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { anything, type AttributeRule, Attributes, isBoolean, isSeconds, only } from './attributes';

/** An Application Load Balancer's attributes and their defaults (ELB API reference, LoadBalancerAttribute). */
const RULES: Readonly<Record<string, AttributeRule>> = {
  'access_logs.s3.enabled': { default: 'false', takes: isBoolean, served: only('false') },
  'access_logs.s3.bucket': { default: '', takes: anything },
  'access_logs.s3.prefix': { default: '', takes: anything },
  'connection_logs.s3.enabled': { default: 'false', takes: isBoolean, served: only('false') },
  'connection_logs.s3.bucket': { default: '', takes: anything },
  'connection_logs.s3.prefix': { default: '', takes: anything },
  'idle_timeout.timeout_seconds': { default: '60', takes: isSeconds(1, 4000) },
  'client_keep_alive.seconds': { default: '3600', takes: isSeconds(60, 604_800) },
  'deletion_protection.enabled': { default: 'false', takes: isBoolean },
  'ipv6.deny_all_igw_traffic': { default: 'false', takes: isBoolean },
  'routing.http2.enabled': { default: 'true', takes: isBoolean },
  'routing.http.desync_mitigation_mode': { default: 'defensive', takes: only('monitor', 'defensive', 'strictest') },
  'routing.http.drop_invalid_header_fields.enabled': { default: 'false', takes: isBoolean, served: only('false') },
  'routing.http.preserve_host_header.enabled': { default: 'false', takes: isBoolean },
  'routing.http.x_amzn_tls_version_and_cipher_suite.enabled': { default: 'false', takes: isBoolean },
  'routing.http.xff_client_port.enabled': { default: 'false', takes: isBoolean, served: only('false') },
  'routing.http.xff_header_processing.mode': {
    default: 'append',
    takes: only('append', 'preserve', 'remove'),
    served: only('append'),
  },
  'waf.fail_open.enabled': { default: 'false', takes: isBoolean },
  'load_balancing.cross_zone.enabled': { default: 'true', takes: only('true') },
  'zonal_shift.config.enabled': { default: 'false', takes: isBoolean },
};

export interface LoadBalancerSettings {
  arn: string;
  name: string;
  dnsName: string;
  scheme: LoadBalancerSchemeEnum;
  zones: AvailabilityZone[];
  securityGroups: string[];
  vpcId: string;
  /** Epoch ms. */
  createdAt: number;
  /** Epoch ms at which it is provisioned. */
  activeAt: number;
}

/** An Application Load Balancer. What it listens on is the region's listeners. */
export class LoadBalancer {
  readonly attributes = new Attributes(RULES, 'Load balancer');

  constructor(readonly settings: LoadBalancerSettings) {}

  /** `app/<name>/<hex>`, as CloudWatch and its listeners' ARNs name it. */
  get path(): string {
    return this.settings.arn.slice(this.settings.arn.indexOf('loadbalancer/') + 'loadbalancer/'.length);
  }

  /** @param now epoch ms. */
  shape(now: number): Shape {
    const { settings } = this;
    return {
      LoadBalancerArn: settings.arn,
      DNSName: settings.dnsName,
      CanonicalHostedZoneId: 'Z1H1FL5HABSF5',
      CreatedTime: new Date(settings.createdAt),
      LoadBalancerName: settings.name,
      Scheme: settings.scheme,
      VpcId: settings.vpcId,
      State: { Code: now < settings.activeAt ? 'provisioning' : 'active' },
      Type: 'application',
      AvailabilityZones: settings.zones,
      SecurityGroups: settings.securityGroups,
      IpAddressType: 'ipv4',
    };
  }
}
