import type { CreateTargetGroupInput, ModifyTargetGroupInput } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { HealthCheckSettings } from '../../engine/balancer/health-check';
import { isMatcher } from '../../engine/balancer/matcher';
import { checkEnum, checkRange, validationError } from '../elbv2.faults';

/** The API's defaults for a target group of type `ip` with HTTP (ELB API reference, CreateTargetGroup). */
export const HEALTH_CHECK_DEFAULTS: HealthCheckSettings = {
  path: '/',
  matcher: '200',
  intervalSeconds: 30,
  timeoutSeconds: 5,
  healthyThreshold: 5,
  unhealthyThreshold: 2,
};

/** What of a health check is not served: 501 with its path. */
export const UNSERVED_IN_HEALTH_CHECKS = [
  { path: 'HealthCheckProtocol', values: ['HTTPS', 'TCP', 'TLS', 'UDP', 'TCP_UDP', 'GENEVE'] },
  'Matcher.GrpcCode',
] as const;

/**
 * The health check that a request asks for, over what there was.
 * @throws AwsFault ValidationError in AWS's order: ranges, then what belongs together.
 */
export function healthCheckFrom(
  input: CreateTargetGroupInput | ModifyTargetGroupInput,
  before: HealthCheckSettings,
): HealthCheckSettings {
  checkEnum(input.HealthCheckProtocol, 'healthCheckProtocol', [
    'HTTP',
    'HTTPS',
    'TCP',
    'TLS',
    'UDP',
    'TCP_UDP',
    'GENEVE',
  ]);
  checkRange(input.HealthCheckIntervalSeconds, 'healthCheckIntervalSeconds', 5, 300);
  checkRange(input.HealthCheckTimeoutSeconds, 'healthCheckTimeoutSeconds', 2, 120);
  checkRange(input.HealthyThresholdCount, 'healthyThresholdCount', 2, 10);
  checkRange(input.UnhealthyThresholdCount, 'unhealthyThresholdCount', 2, 10);
  if (input.HealthCheckEnabled === false)
    throw validationError('Health check enabled must be true for this target type.');
  const settings: HealthCheckSettings = {
    path: input.HealthCheckPath ?? before.path,
    matcher: input.Matcher?.HttpCode ?? before.matcher,
    intervalSeconds: input.HealthCheckIntervalSeconds ?? before.intervalSeconds,
    timeoutSeconds: input.HealthCheckTimeoutSeconds ?? before.timeoutSeconds,
    healthyThreshold: input.HealthyThresholdCount ?? before.healthyThreshold,
    unhealthyThreshold: input.UnhealthyThresholdCount ?? before.unhealthyThreshold,
    ...portOf(input.HealthCheckPort, before.port),
  };
  if (settings.intervalSeconds <= settings.timeoutSeconds) {
    throw validationError('Health check interval must be greater than the timeout.');
  }
  if (!settings.path.startsWith('/'))
    throw validationError(`Health check path '${settings.path}' must begin with a '/'`);
  if (!isMatcher(settings.matcher)) {
    throw validationError(`Health check matcher HTTP code '${settings.matcher}' must be within '200-499' inclusive`);
  }
  return settings;
}

function portOf(port: string | undefined, before: number | undefined): { port?: number } {
  if (port === undefined) return before === undefined ? {} : { port: before };
  if (port === 'traffic-port') return {};
  const number = Number(port);
  if (!Number.isInteger(number) || number < 1 || number > 65_535) {
    throw validationError(`Health check port '${port}' must be in the range 1-65535 or 'traffic-port'`);
  }
  return { port: number };
}
