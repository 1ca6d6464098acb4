import { Injectable } from '@nestjs/common';
import { paginateDescribeAlarmHistory } from '@aws-sdk/client-cloudwatch';
import type { AlarmHistoryItem, CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { SignalSource } from '../../domain/incidents/incidents.port';
import type {
  AlarmStanding,
  AlarmTransition,
  AlarmTrigger,
  ScalingActivity,
} from '../../domain/incidents/signal.types';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { Clock } from '../../kernel/clock';
import { AlarmReadings } from './alarm-readings';
import { alarmsInAlarm, alarmStates } from './alarm-states';
import { AwsClients } from '../doors/aws-clients';
import { ask } from '../doors/aws-errors';
import { resourceId } from '../scaling/scalable-resource';
import { ScalingActivities } from '../scaling/scaling-activities';
import { transitionOf } from './signal-shapes';
import { WatchedAlarms } from './watched-alarms';

/** What is remembered of one environment's alarms: another one's may have the same names. */
interface EnvironmentAlarms {
  definitions: WatchedAlarms;
  readings: AlarmReadings;
}

/** What AWS did by itself, from CloudWatch's alarm history and Application Auto Scaling's activities. */
@Injectable()
export class SignalSourceAdapter extends SignalSource {
  private readonly alarms = new Map<string, EnvironmentAlarms>();

  constructor(
    private readonly clients: AwsClients,
    private readonly activities: ScalingActivities,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async alarmTransitions(environment: string, refs: ServiceRef[], since: number): Promise<AlarmTransition[]> {
    const { cloudwatch } = this.clients.look(environment);
    const { definitions, readings } = this.alarmsOf(environment);
    const items = await ask(undefined, stateUpdates(cloudwatch, since));
    const names = items.flatMap(({ AlarmName }) => AlarmName ?? []);
    const known = await ask(undefined, definitions.named(cloudwatch, names, this.clock.now()));
    const watched = new Set(refs.map(resourceId));
    const transitions = items.flatMap((item) => {
      const alarm = known.get(item.AlarmName ?? '');
      const transition = alarm && watched.has(resourceId(alarm)) && transitionOf(environment, item, alarm);
      return transition ? [{ alarm, transition }] : [];
    });
    for (const { transition } of transitions) if (transition.to === 'ALARM') readings.wentOff(transition);
    return transitions.filter(({ alarm }) => alarm.above && alarm.metric === 'CPU').map(({ transition }) => transition);
  }

  override alarmsNow(environment: string, refs: ServiceRef[]): Promise<AlarmTransition[]> {
    return ask(undefined, alarmsInAlarm(this.clients.look(environment).cloudwatch, refs));
  }

  override alarmStates(environment: string, names: readonly string[]): Promise<ReadonlyMap<string, AlarmStanding>> {
    return ask(undefined, alarmStates(this.clients.look(environment).cloudwatch, names));
  }

  override async scalingActivities(environment: string, refs: ServiceRef[], since: number): Promise<ScalingActivity[]> {
    const found = await this.activities.since(environment, refs, since);
    const triggers = await this.triggers(
      environment,
      found.flatMap(({ alarm }) => alarm ?? []),
    );
    const { readings } = this.alarmsOf(environment);
    return found.map(({ activity, alarm }) => {
      const trigger = triggers.get(alarm ?? '');
      return trigger
        ? { ...activity, trigger: { ...trigger, readings: readings.of(trigger.alarm, activity) } }
        : activity;
    });
  }

  private alarmsOf(environment: string): EnvironmentAlarms {
    const known = this.alarms.get(environment) ?? { definitions: new WatchedAlarms(), readings: new AlarmReadings() };
    this.alarms.set(environment, known);
    return known;
  }

  /** Without them where CloudWatch may not be asked: the activity's own words say much already. */
  private async triggers(environment: string, names: string[]): Promise<Map<string, AlarmTrigger>> {
    const { cloudwatch } = this.clients.look(environment);
    const { definitions } = this.alarmsOf(environment);
    const known = await definitions.named(cloudwatch, names, this.clock.now()).catch(() => undefined);
    return new Map(
      [...(known ?? [])].map(([name, { metric, above, threshold, minutes }]) => [
        name,
        { alarm: name, metric, above, threshold, minutes, readings: [] },
      ]),
    );
  }
}

/** Of all alarms, oldest first: one call tells of every service. */
async function stateUpdates(client: CloudWatchClient, since: number): Promise<AlarmHistoryItem[]> {
  const items: AlarmHistoryItem[] = [];
  const request = { HistoryItemType: 'StateUpdate', StartDate: new Date(since), ScanBy: 'TimestampAscending' } as const;
  for await (const page of paginateDescribeAlarmHistory({ client }, request))
    items.push(...(page.AlarmHistoryItems ?? []));
  return items;
}
