import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  PutMetricAlarmCommand,
  SetAlarmStateCommand,
  type StateValue,
} from '@aws-sdk/client-cloudwatch';
import type { clientOf } from './stack';
import { waitFor } from './wait-for';

/** Alarms for the CPU of primes-api that go off only when a test says so. */
export class Alarms {
  private readonly cloudwatch: CloudWatchClient;

  constructor(client: ReturnType<typeof clientOf>) {
    this.cloudwatch = new CloudWatchClient(client);
  }

  /** Resolves once it is OK. */
  async create(AlarmName: string): Promise<void> {
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
        Threshold: 1000,
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      }),
    );
    const described = new DescribeAlarmsCommand({ AlarmNames: [AlarmName] });
    await waitFor(`${AlarmName} to be OK`, async () => {
      const { MetricAlarms = [] } = await this.cloudwatch.send(described);
      return MetricAlarms[0]?.StateValue === 'OK' || undefined;
    });
  }

  async set(AlarmName: string, StateValue: StateValue): Promise<void> {
    await this.cloudwatch.send(new SetAlarmStateCommand({ AlarmName, StateValue, StateReason: 'Tried' }));
  }
}
