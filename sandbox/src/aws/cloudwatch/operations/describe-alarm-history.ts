import type {
  AlarmHistoryItem,
  DescribeAlarmHistoryInput,
  DescribeAlarmHistoryOutput,
} from '@aws-sdk/client-cloudwatch';
import type { HistoryItem } from '../../engine/alarms/alarm-history';
import { operation } from '../../wire/operation';
import type { CloudWatchRegion } from '../state/cloudwatch.region';
import { checkEnums, SCAN_ORDERS } from '../checks/constraint';
import { pages } from '../cloudwatch.page';

/**
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarmHistory.html: newest first unless asked
 * otherwise, deleted alarms included.
 */
export const describeAlarmHistory = operation<CloudWatchRegion, DescribeAlarmHistoryInput, DescribeAlarmHistoryOutput>({
  name: 'DescribeAlarmHistory',
  unsupported: ['AlarmContributorId'],
  run(input, { state }) {
    checkEnums([
      { path: 'historyItemType', value: input.HistoryItemType, allowed: HISTORY_TYPES },
      { path: 'scanBy', value: input.ScanBy, allowed: SCAN_ORDERS },
    ]);
    const wanted = input.AlarmTypes?.includes('MetricAlarm') ?? true;
    const found = wanted ? state.history.all().filter((item) => matches(item, input)) : [];
    if (input.ScanBy !== 'TimestampAscending') found.reverse();
    const { items, next } = pages.of(found, { token: input.NextToken, size: input.MaxRecords });
    return { AlarmHistoryItems: items.map(historyItem), NextToken: next };
  },
});

const HISTORY_TYPES = [
  'ConfigurationUpdate',
  'StateUpdate',
  'Action',
  'AlarmContributorStateUpdate',
  'AlarmContributorAction',
];

function matches({ alarmName, type, at }: HistoryItem, input: DescribeAlarmHistoryInput): boolean {
  return (
    (input.AlarmName === undefined || input.AlarmName === alarmName) &&
    (input.HistoryItemType === undefined || input.HistoryItemType === type) &&
    (input.StartDate === undefined || at >= input.StartDate.getTime()) &&
    (input.EndDate === undefined || at <= input.EndDate.getTime())
  );
}

const historyItem = ({ alarmName, at, type, summary, data }: HistoryItem): AlarmHistoryItem => ({
  AlarmName: alarmName,
  AlarmType: 'MetricAlarm',
  Timestamp: new Date(at),
  HistoryItemType: type,
  HistorySummary: summary,
  HistoryData: data,
});
