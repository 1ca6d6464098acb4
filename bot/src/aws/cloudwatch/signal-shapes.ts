import type { ScalingActivity as AwsActivity } from '@aws-sdk/client-application-auto-scaling';
import type { AlarmHistoryItem } from '@aws-sdk/client-cloudwatch';
import type {
  AlarmState,
  AlarmTransition,
  AlarmTrigger,
  ScalingActivity,
  ScalingStatus,
} from '../../domain/incidents/signal.types';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import type { WatchedAlarm } from './watched-alarms';

/** HistoryData of a StateUpdate, as CloudWatch writes it. */
interface HistoryData {
  oldState?: { stateValue?: AlarmState };
  newState?: { stateValue?: AlarmState; stateReason?: string; stateReasonData?: ReasonData };
}

interface ReasonData {
  threshold?: number;
  /** Oldest first. */
  recentDatapoints?: number[];
  evaluatedDatapoints?: { timestamp: string; value?: number }[];
}

/** A StateUpdate of an alarm's history; undefined for one that cannot be read. */
export function transitionOf(
  environment: string,
  item: AlarmHistoryItem,
  alarm: WatchedAlarm,
): AlarmTransition | undefined {
  const { oldState, newState } = parse(item.HistoryData) as HistoryData;
  const at = item.Timestamp?.getTime();
  if (!newState?.stateValue || at === undefined) return undefined;
  return {
    kind: 'alarm',
    id: `${alarm.name}@${at}:${newState.stateValue}`,
    at,
    ref: { environment, cluster: alarm.cluster, service: alarm.service },
    alarm: alarm.name,
    from: oldState?.stateValue ?? 'INSUFFICIENT_DATA',
    to: newState.stateValue,
    reason: newState.stateReason ?? '',
    readings: readingsOf(newState.stateReasonData),
    threshold: newState.stateReasonData?.threshold ?? alarm.threshold,
    minutes: alarm.minutes,
  };
}

/** Newest first. */
function readingsOf(data: ReasonData | undefined): number[] {
  const evaluated = (data?.evaluatedDatapoints ?? [])
    .filter((point): point is { timestamp: string; value: number } => point.value !== undefined)
    .toSorted((a, b) => Date.parse(b.timestamp) - Date.parse(a.timestamp));
  return evaluated.length > 0 ? evaluated.map(({ value }) => value) : (data?.recentDatapoints ?? []).toReversed();
}

/** What an alarm measured, newest first, by its StateReasonData; nothing where that cannot be read. */
export const readingsIn = (stateReasonData: string | undefined): number[] => readingsOf(parse(stateReasonData));

function parse(text: string | undefined): object {
  try {
    return JSON.parse(text ?? '{}') as object;
  } catch {
    return {};
  }
}

const STATUSES: Record<string, ScalingStatus> = {
  Pending: 'under-way',
  InProgress: 'under-way',
  Successful: 'done',
  Unfulfilled: 'unfulfilled',
  Failed: 'failed',
  Overridden: 'overridden',
};

/** The alarm that a scaling activity says triggered it: "monitor alarm <name> in state ALARM triggered policy <policy>". */
export const triggeringAlarm = ({ Cause = '' }: AwsActivity): string | undefined =>
  /^monitor alarm (.+?) in state ALARM triggered policy /.exec(Cause)?.[1];

/** A scaling activity of a service; undefined for one that set no count, such as one that did not scale. */
export function activityOf(
  ref: ServiceRef,
  activity: AwsActivity,
  known: { from?: number; trigger?: AlarmTrigger },
): ScalingActivity | undefined {
  const to = /^Setting desired count to (\d+)/.exec(activity.Description ?? '')?.[1];
  const at = activity.StartTime?.getTime();
  if (to === undefined || at === undefined || !activity.ActivityId) return undefined;
  return {
    kind: 'scaling',
    id: activity.ActivityId,
    at,
    ...(activity.EndTime ? { endedAt: activity.EndTime.getTime() } : {}),
    ref,
    status: STATUSES[activity.StatusCode ?? ''] ?? 'under-way',
    ...(known.from === undefined ? {} : { from: known.from }),
    to: Number(to),
    cause: activity.Cause ?? '',
    ...(activity.StatusMessage ? { statusMessage: activity.StatusMessage } : {}),
    ...(known.trigger ? { trigger: known.trigger } : {}),
  };
}
