import { Injectable } from '@nestjs/common';
import { paginateDescribeScalingActivities } from '@aws-sdk/client-application-auto-scaling';
import type {
  ApplicationAutoScalingClient,
  ScalingActivity as AwsActivity,
} from '@aws-sdk/client-application-auto-scaling';
import { paginateDescribeAlarmHistory } from '@aws-sdk/client-cloudwatch';
import type { AlarmHistoryItem, CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { SignalSource } from '../../domain/incidents/incidents.port';
import type { AlarmState, AlarmTransition, AlarmTrigger, ScalingActivity } from '../../domain/incidents/signal.types';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { Clock } from '../../kernel/clock';
import { AlarmReadings } from './alarm-readings';
import { alarmsInAlarm, alarmStates } from './alarm-states';
import { AwsClients } from '../doors/aws-clients';
import { ask } from '../doors/aws-errors';
import { DesiredMemory } from './desired-memory';
import { resourceId } from '../scaling/scalable-resource';
import { ServiceReader } from '../ecs/service-reader';
import { activityOf, transitionOf, triggeringAlarm } from './signal-shapes';
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
  private readonly memory = new DesiredMemory();

  constructor(
    private readonly clients: AwsClients,
    private readonly reader: ServiceReader,
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

  override alarmStates(environment: string, names: readonly string[]): Promise<ReadonlyMap<string, AlarmState>> {
    return ask(undefined, alarmStates(this.clients.look(environment).cloudwatch, names));
  }

  override async scalingActivities(environment: string, refs: ServiceRef[], since: number): Promise<ScalingActivity[]> {
    const { scaling } = this.clients.look(environment);
    const byResource = new Map(refs.map((ref) => [resourceId(ref), ref]));
    const activities = (await ask(undefined, activitiesSince(scaling, since))).filter(({ ResourceId }) =>
      byResource.has(ResourceId!),
    );
    const triggers = await this.triggers(environment, activities);
    const { readings } = this.alarmsOf(environment);
    const found = activities.toReversed().flatMap((activity) => {
      const shaped = activityOf(byResource.get(activity.ResourceId!)!, activity, {});
      const trigger = triggers.get(triggeringAlarm(activity) ?? '');
      if (!shaped || !trigger) return shaped ?? [];
      return { ...shaped, trigger: { ...trigger, readings: readings.of(trigger.alarm, shaped) } };
    });
    const complete = found.map((activity) => this.withFrom(activity, found));
    await this.remember(refs);
    return complete.toSorted((a, b) => a.at - b.at);
  }

  private alarmsOf(environment: string): EnvironmentAlarms {
    const known = this.alarms.get(environment) ?? { definitions: new WatchedAlarms(), readings: new AlarmReadings() };
    this.alarms.set(environment, known);
    return known;
  }

  /** Without them where CloudWatch may not be asked: the activity's own words say much already. */
  private async triggers(environment: string, activities: AwsActivity[]): Promise<Map<string, AlarmTrigger>> {
    const names = activities.flatMap((activity) => triggeringAlarm(activity) ?? []);
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

  private withFrom(activity: ScalingActivity, all: ScalingActivity[]): ScalingActivity {
    const others = all.filter(({ ref, id }) => resourceId(ref) === resourceId(activity.ref) && id !== activity.id);
    const from = this.memory.before(activity.ref, activity.at, others);
    return from === undefined ? activity : { ...activity, from };
  }

  private async remember(refs: ServiceRef[]): Promise<void> {
    const asked = this.clock.now();
    await Promise.all(
      refs.map((ref) =>
        this.reader.read(ref).then(
          ({ desiredCount = 0 }) => this.memory.saw(ref, desiredCount, asked, this.clock.now()),
          () => undefined,
        ),
      ),
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

/** Newest first, as Application Auto Scaling gives them: a page that holds only older ones ends the search. */
async function activitiesSince(client: ApplicationAutoScalingClient, since: number): Promise<AwsActivity[]> {
  const recent: AwsActivity[] = [];
  for await (const page of paginateDescribeScalingActivities({ client }, { ServiceNamespace: 'ecs' })) {
    const newer = (page.ScalingActivities ?? []).filter(
      ({ StartTime, EndTime }) => (EndTime ?? StartTime ?? new Date(0)).getTime() >= since,
    );
    recent.push(...newer);
    if (newer.length === 0) break;
  }
  return recent;
}
