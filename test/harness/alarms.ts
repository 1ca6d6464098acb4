import {
  CloudWatchClient,
  DeleteAlarmsCommand,
  DescribeAlarmsCommand,
  PutMetricAlarmCommand,
  SetAlarmStateCommand,
  type StateValue,
} from '@aws-sdk/client-cloudwatch';
import type { clientOf } from './stack';
import { waitFor } from './wait-for';

/** No CPU reaches it, so that an alarm goes off only when a test says so. Percent. */
const NEVER = 1000;

/** Alarms for the CPU of primes-api. */
export class Alarms {
  private readonly cloudwatch: CloudWatchClient;

  constructor(client: ReturnType<typeof clientOf>) {
    this.cloudwatch = new CloudWatchClient(client);
  }

  /** One that goes off only when it is set to. Resolves once it is OK. */
  async create(AlarmName: string): Promise<void> {
    await this.put(AlarmName, NEVER);
    await waitFor(`${AlarmName} to be OK`, async () => (await this.state(AlarmName))?.StateValue === 'OK' || undefined);
  }

  /** One that is on for as long as it is there. */
  async createOn(AlarmName: string): Promise<void> {
    await this.put(AlarmName, 0);
  }

  /** As CloudWatch describes it; undefined where there is none. */
  async state(AlarmName: string) {
    const { MetricAlarms = [] } = await this.cloudwatch.send(new DescribeAlarmsCommand({ AlarmNames: [AlarmName] }));
    return MetricAlarms[0];
  }

  async set(AlarmName: string, StateValue: StateValue): Promise<void> {
    await this.cloudwatch.send(new SetAlarmStateCommand({ AlarmName, StateValue, StateReason: 'Tried' }));
  }

  async delete(AlarmName: string): Promise<void> {
    await this.cloudwatch.send(new DeleteAlarmsCommand({ AlarmNames: [AlarmName] }));
  }

  /** @param Threshold it goes off at or above so many percent */
  private async put(AlarmName: string, Threshold: number): Promise<void> {
    await this.cloudwatch.send(
      new PutMetricAlarmCommand({
        AlarmName,
        Namespace: 'AWS/ECS',
        MetricName: 'CPUUtilization',
        Dimensions: [
          { Name: 'ClusterName', Value: 'primes' },
          { Name: 'ServiceName', Value: 'primes-api' },
        ],
        Statistic: 'Average',
        Period: 60,
        EvaluationPeriods: 1,
        Threshold,
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      }),
    );
  }
}
