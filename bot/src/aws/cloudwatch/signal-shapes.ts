import type { AlarmHistoryItem } from '@aws-sdk/client-cloudwatch';
import type { AlarmState, AlarmTransition } from '../../domain/incidents/signal.types';
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
