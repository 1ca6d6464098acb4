import type { DescribeAlarmsInput, DescribeAlarmsOutput } from '@aws-sdk/client-cloudwatch';
import type { Alarm } from '../../engine/alarms/alarm';
import { operation } from '../../wire/operation';
import type { CloudWatchRegion } from '../state/cloudwatch.region';
import { checkEnums, invalidCombination, STATES } from '../checks/constraint';
import { metricAlarm } from '../answers/metric-alarm';
import { pages } from '../cloudwatch.page';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html; there are metric alarms only. */
export const describeAlarms = operation<CloudWatchRegion, DescribeAlarmsInput, DescribeAlarmsOutput>({
  name: 'DescribeAlarms',
  unsupported: ['ChildrenOfAlarmName', 'ParentsOfAlarmName'],
  run(input, { state }) {
    checkEnums([{ path: 'stateValue', value: input.StateValue, allowed: STATES }]);
    if (input.AlarmNamePrefix !== undefined && input.AlarmNames !== undefined) {
      invalidCombination('AlarmNamePrefix and AlarmNames cannot both be specified.');
    }
    const wanted = input.AlarmTypes?.includes('MetricAlarm') ?? true;
    const alarms = wanted ? state.alarms.list().filter((alarm) => matches(alarm, input)) : [];
    const { items, next } = pages.of(alarms, { token: input.NextToken, size: input.MaxRecords }, 50);
    return { CompositeAlarms: [], MetricAlarms: items.map(metricAlarm), NextToken: next };
  },
});

function matches(alarm: Alarm, input: DescribeAlarmsInput): boolean {
  const { AlarmNames: names, AlarmNamePrefix: prefix, ActionPrefix: action, StateValue: state } = input;
  return (
    (names === undefined || names.length === 0 || names.includes(alarm.alarmName)) &&
    (prefix === undefined || alarm.alarmName.startsWith(prefix)) &&
    (action === undefined || hasAction(alarm, action)) &&
    (state === undefined || alarm.state === state)
  );
}

const hasAction = ({ okActions, alarmActions, insufficientDataActions }: Alarm, prefix: string): boolean =>
  [okActions, alarmActions, insufficientDataActions].some((arns) => arns.some((arn) => arn.startsWith(prefix)));
