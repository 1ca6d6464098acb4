import { ManualClock } from '../../../kernel/spec/manual-clock';
import type { Pace } from '../../../kernel/pace';
import { CloudWatchRegion } from '../../cloudwatch/state/cloudwatch.region';
import type { ScaledServices } from '../../engine/scaled-services.port';
import { WireClient } from '../../wire/spec/wire-client';
import { AutoScalingRegion } from '../state/application-autoscaling.region';
import { applicationAutoscalingService } from '../application-autoscaling.service';

/** AWS minutes of three seconds. */
export const pace: Pace = { minuteMs: 3_000, ms: (seconds) => seconds * 50 };

/** Application Auto Scaling wired to CloudWatch and to services that only pretend, with time moved by hand. */
export class ScalingHarness<Services extends ScaledServices> {
  readonly cloudwatch: CloudWatchRegion;
  readonly scaling: AutoScalingRegion;

  /** The same, called by its own client. */
  readonly wire: WireClient<AutoScalingRegion>;

  constructor(
    readonly clock: ManualClock,
    readonly services: Services,
  ) {
    const common = { region: 'us-west-2', accountId: '000000000000', clock, pace };
    this.cloudwatch = new CloudWatchRegion(common);
    this.scaling = new AutoScalingRegion({ ...common, services, alarms: this.cloudwatch });
    this.cloudwatch.onAlarm(this.scaling);
    this.wire = new WireClient(applicationAutoscalingService(() => this.scaling));
  }

  /** Calls an operation as the router does. */
  call(operation: string, input: object): unknown {
    const { scaling } = this;
    return applicationAutoscalingService(() => scaling)
      .operations.find(({ name }) => name === operation)
      ?.run(input, {
        state: scaling,
        region: 'us-west-2',
        accountId: '000000000000',
        requestId: 'r',
        origin: 'http://127.0.0.1:4566',
        accessKeyId: 'k',
      });
  }

  close(): void {
    this.scaling.close();
    this.cloudwatch.close();
  }
}
