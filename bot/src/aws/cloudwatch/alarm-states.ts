import { DescribeAlarmsCommand, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import type { CloudWatchClient, DescribeAlarmsCommandInput, MetricAlarm } from '@aws-sdk/client-cloudwatch';
import type { AlarmStanding, AlarmTransition } from '../../domain/incidents/signal.types';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { resourceId } from '../scaling/scalable-resource';
import { readingsIn } from './signal-shapes';
import { watchedAlarm } from './watched-alarms';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html */
const ALARMS_A_CALL = 100;

/** The high-CPU alarms of these services that are in ALARM, each as the transition that brought it there, oldest first. */
export async function alarmsInAlarm(client: CloudWatchClient, refs: readonly ServiceRef[]): Promise<AlarmTransition[]> {
  const byResource = new Map(refs.map((ref) => [resourceId(ref), ref]));
  const found: AlarmTransition[] = [];
  const request: DescribeAlarmsCommandInput = { StateValue: 'ALARM', MaxRecords: ALARMS_A_CALL };
  for await (const { MetricAlarms = [] } of paginateDescribeAlarms({ client }, request))
    found.push(...MetricAlarms.flatMap((alarm) => standing(alarm, byResource) ?? []));
  return found.toSorted((a, b) => a.at - b.at);
}

/** How the alarms of these names stand; those that do not exist are not among them. */
export async function alarmStates(
  client: CloudWatchClient,
  names: readonly string[],
): Promise<Map<string, AlarmStanding>> {
  const states = new Map<string, AlarmStanding>();
  for (let at = 0; at < names.length; at += ALARMS_A_CALL) {
    const AlarmNames = names.slice(at, at + ALARMS_A_CALL);
    const { MetricAlarms = [] } = await client.send(
      new DescribeAlarmsCommand({ AlarmNames, MaxRecords: ALARMS_A_CALL }),
    );
    for (const alarm of MetricAlarms) {
      const { AlarmName = '', StateValue: state = 'INSUFFICIENT_DATA' } = alarm;
      const since = enteredAt(alarm);
      states.set(AlarmName, { state, ...(since === undefined ? {} : { since }) });
    }
  }
  return states;
}

function standing(alarm: MetricAlarm, byResource: ReadonlyMap<string, ServiceRef>): AlarmTransition | undefined {
  const name = alarm.AlarmName ?? '';
  const watched = watchedAlarm(name, alarm);
  const ref = watched && byResource.get(resourceId(watched));
  const at = enteredAt(alarm);
  if (!ref || at === undefined || !watched.above || watched.metric !== 'CPU') return undefined;
  return {
    kind: 'alarm',
    id: `${name}@${at}:ALARM`,
    at,
    ref,
    alarm: name,
    from: 'OK',
    to: 'ALARM',
    reason: alarm.StateReason ?? '',
    readings: readingsIn(alarm.StateReasonData),
    threshold: watched.threshold,
    minutes: watched.minutes,
  };
}

/** When an alarm came to stand as it does, milliseconds since the epoch. */
function enteredAt({ StateTransitionedTimestamp, StateUpdatedTimestamp }: MetricAlarm): number | undefined {
  return (StateTransitionedTimestamp ?? StateUpdatedTimestamp)?.getTime();
}
