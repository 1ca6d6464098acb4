import type { Clock } from '../../../kernel/clock';
import type { Alarm, StateChange } from './alarm';
import { doubleText } from './number-text';
import { timeText } from './reason-data';

export type HistoryType = 'ConfigurationUpdate' | 'StateUpdate' | 'Action';

export interface HistoryItem {
  alarmName: string;
  /** Epoch ms. */
  at: number;
  type: HistoryType;
  summary: string;
  /** JSON. */
  data: string;
}

/** What happened to every alarm of a region, kept when the alarm itself is gone. */
export class AlarmHistory {
  private items: HistoryItem[] = [];

  constructor(private readonly clock: Clock) {}

  /** All items, oldest first. */
  all(): readonly HistoryItem[] {
    return this.items;
  }

  stateUpdated({ alarmName }: Alarm, old: StateChange, now: StateChange): void {
    const data = `{"version":"1.0","oldState":${stateText(old)},"newState":${stateText(now)}}`;
    this.add(alarmName, 'StateUpdate', `Alarm updated from ${old.state} to ${now.state}`, data);
  }

  configured(type: 'Create' | 'Update' | 'Delete', alarm: Alarm): void {
    const verb = `${type.toLowerCase()}d`;
    const data = `{"version":"1.0","type":"${type}","${verb}Alarm":${configurationText(alarm)}}`;
    this.add(alarm.alarmName, 'ConfigurationUpdate', `Alarm "${alarm.alarmName}" ${verb}`, data);
  }

  /** @param error why the action could not be carried out; undefined when it was. */
  acted(alarm: Alarm, actionArn: string, error?: string): void {
    const data = JSON.stringify({
      actionState: error === undefined ? 'Succeeded' : 'Failed',
      stateUpdateTimestamp: Math.round(alarm.stateUpdatedAt),
      notificationResource: actionArn,
      ...(error === undefined ? {} : { error }),
    });
    const summary =
      error === undefined
        ? `Successfully executed action ${actionArn}`
        : `Failed to execute action ${actionArn}. Received error: "${error}"`;
    this.add(alarm.alarmName, 'Action', summary, data);
  }

  clear(): void {
    this.items = [];
  }

  private add(alarmName: string, type: HistoryType, summary: string, data: string): void {
    this.items.push({ alarmName, at: this.clock.now(), type, summary, data });
    if (this.items.length > KEPT) this.items.splice(0, this.items.length - KEPT);
  }
}

const KEPT = 20_000;

function stateText({ state, reason, reasonData }: StateChange): string {
  const members = [`"stateValue":"${state}"`, `"stateReason":${JSON.stringify(reason)}`];
  if (reasonData !== undefined) members.push(`"stateReasonData":${reasonData}`);
  return `{${members.join(',')}}`;
}

function configurationText(alarm: Alarm): string {
  const members: [string, string | undefined][] = [
    ['threshold', doubleText(alarm.threshold)],
    ['namespace', JSON.stringify(alarm.metric.namespace)],
    ['stateValue', `"${alarm.state}"`],
    ['dimensions', JSON.stringify(Object.entries(alarm.metric.dimensions).map(([name, value]) => ({ name, value })))],
    ['okactions', JSON.stringify(alarm.okActions)],
    ['alarmActions', JSON.stringify(alarm.alarmActions)],
    ['evaluationPeriods', String(alarm.evaluationPeriods)],
    ['datapointsToAlarm', alarm.datapointsToAlarm?.toString()],
    ['treatMissingData', alarm.treatMissingData && `"${alarm.treatMissingData}"`],
    ['comparisonOperator', `"${alarm.comparison}"`],
    ['metricName', JSON.stringify(alarm.metric.metricName)],
    ['period', String(alarm.period)],
    ['unit', alarm.unit && JSON.stringify(alarm.unit)],
    ['alarmName', JSON.stringify(alarm.alarmName)],
    ['insufficientDataActions', JSON.stringify(alarm.insufficientDataActions)],
    ['actionsEnabled', String(alarm.actionsEnabled)],
    ['alarmDescription', alarm.description === undefined ? undefined : JSON.stringify(alarm.description)],
    ['statistic', `"${alarm.statistic}"`],
    ['alarmArn', JSON.stringify(alarm.arn)],
    ['alarmConfigurationUpdatedTimestamp', timeText(alarm.configurationUpdatedAt)],
    ['stateUpdatedTimestamp', timeText(alarm.stateUpdatedAt)],
  ];
  return `{${members.flatMap(([key, text]) => (text === undefined ? [] : `"${key}":${text}`)).join(',')}}`;
}
