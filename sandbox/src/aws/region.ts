import type { LaunchFaults } from './engine/launch-faults.port';
import { ServiceMetrics } from './engine/metrics/service-metrics';
import type { ProcessRuntime } from './engine/runtime/process-runtime';
import { AutoScalingRegion } from './application-autoscaling/state/application-autoscaling.region';
import { CloudFormationRegion } from './cloudformation/state/cloudformation.region';
import { CloudTrailRegion } from './cloudtrail/state/cloudtrail.region';
import { CloudWatchRegion } from './cloudwatch/state/cloudwatch.region';
import { EcrRegion } from './ecr/state/ecr.region';
import { EcsRegion } from './ecs/state/ecs.region';
import { Elbv2Region, type Elbv2RegionOptions } from './elbv2/state/elbv2.region';
import { LogsRegion } from './logs/state/logs.region';
import { SecretsManagerRegion } from './secretsmanager/state/secretsmanager.region';
import { ServiceDiscoveryRegion } from './servicediscovery/state/servicediscovery.region';
import type { Clock } from '../kernel/clock';
import type { Guard } from '../kernel/guard/guard';
import type { Pace } from '../kernel/pace';

export interface RegionParts {
  /** Twelve digits. */
  accountId: string;
  clock: Clock;
  pace: Pace;
  runtime: ProcessRuntime;
  /** Launches of tasks that are to fail. */
  launchFaults: LaunchFaults;
  /** Which real port a listener of a load balancer gets. */
  listenerPort: Elbv2RegionOptions['listenerPort'];
  /** What listeners bind to. */
  host: string;
  /** Whom they let in. */
  guard: Guard;
  /** The sandbox's own address, once it has one: CloudFormation makes resources by calls to it. */
  endpoint: () => string;
  /** The ARN of whoever calls with an access key. */
  callerArn: (accessKeyId: string) => string;
  /** Told of defects of the sandbox. */
  onDefect: (error: unknown, operation: string) => void;
}

/** All services of one region, wired to each other as they are in AWS. */
export class Region {
  readonly ecr: EcrRegion;
  readonly cloudformation: CloudFormationRegion;
  readonly cloudtrail: CloudTrailRegion;
  readonly cloudwatch: CloudWatchRegion;
  readonly elbv2: Elbv2Region;
  readonly ecs: EcsRegion;
  readonly autoscaling: AutoScalingRegion;
  readonly logs: LogsRegion;
  readonly secrets: SecretsManagerRegion;
  readonly discovery: ServiceDiscoveryRegion;
  private readonly metrics: ServiceMetrics;

  constructor(
    region: string,
    {
      accountId,
      clock,
      pace,
      runtime,
      launchFaults,
      listenerPort,
      host,
      guard,
      endpoint,
      callerArn,
      onDefect,
    }: RegionParts,
  ) {
    const place = { region, accountId, clock, pace };
    this.logs = new LogsRegion(place);
    this.secrets = new SecretsManagerRegion(place);
    this.discovery = new ServiceDiscoveryRegion(place);
    this.cloudformation = new CloudFormationRegion({
      ...place,
      endpoint,
      onDefect: (error) => onDefect(error, 'CloudFormation'),
    });
    this.ecr = new EcrRegion(place);
    this.cloudtrail = new CloudTrailRegion(place);
    this.cloudwatch = new CloudWatchRegion(place);
    const listening = { listenerPort, host, guard };
    this.elbv2 = new Elbv2Region({ ...place, ...listening, metrics: this.cloudwatch, addresses: runtime });
    this.ecs = new EcsRegion({
      ...place,
      callerArn,
      runtime,
      targets: this.elbv2,
      alarms: this.cloudwatch,
      rules: this.elbv2,
      images: this.ecr,
      registries: this.discovery,
      secrets: this.secrets,
      logs: this.logs,
      launchFaults,
    });
    const services = this.ecs.scaledServices;
    this.autoscaling = new AutoScalingRegion({ ...place, services, alarms: this.cloudwatch });
    this.cloudwatch.onAlarm(this.autoscaling);
    this.metrics = new ServiceMetrics({ clock, pace, services, sink: this.cloudwatch });
  }

  /** Breaks off what CloudFormation is doing: nothing that it makes comes after what is closed next. */
  quiet(): Promise<void> {
    return this.cloudformation.close();
  }

  /** Stops everything; resolves when no task's process is left. The region is not used any more. */
  async close(): Promise<void> {
    this.metrics.close();
    this.autoscaling.close();
    this.cloudwatch.close();
    this.discovery.close();
    await this.ecs.close();
    await this.elbv2.close();
  }
}
