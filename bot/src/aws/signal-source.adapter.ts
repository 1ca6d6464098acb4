import { Injectable } from '@nestjs/common';
import { paginateDescribeScalingActivities } from '@aws-sdk/client-application-auto-scaling';
import type { ScalingActivity as AwsActivity } from '@aws-sdk/client-application-auto-scaling';
import { paginateDescribeAlarmHistory } from '@aws-sdk/client-cloudwatch';
import type { AlarmHistoryItem } from '@aws-sdk/client-cloudwatch';
import { SignalSource } from '../domain/incidents/incidents.port';
import type { AlarmTransition, AlarmTrigger, ScalingActivity } from '../domain/incidents/signal.types';
import type { ServiceRef } from '../domain/services/service-ref.types';
import { Clock } from '../kernel/clock';
import { AwsClients } from './aws-clients';
import { ask } from './aws-errors';
import { DesiredMemory } from './desired-memory';
import { resourceId } from './scalable-resource';
import { ServiceReader } from './service-reader';
import { activityOf, transitionOf, triggeringAlarm } from './signal-shapes';
import { WatchedAlarms } from './watched-alarms';

/** What AWS did by itself, from CloudWatch's alarm history and Application Auto Scaling's activities. */
@Injectable()
export class SignalSourceAdapter extends SignalSource {
  private readonly alarms = new WatchedAlarms();
  private readonly memory = new DesiredMemory();
  /** The last transition to ALARM of each alarm. */
  private readonly raised = new Map<string, AlarmTransition>();

  constructor(
    private readonly clients: AwsClients,
    private readonly reader: ServiceReader,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async alarmTransitions(environment: string, refs: ServiceRef[], since: number): Promise<AlarmTransition[]> {
    const { cloudwatch: client } = this.clients.look(environment);
    const items: AlarmHistoryItem[] = [];
    const request = {
      HistoryItemType: 'StateUpdate',
      StartDate: new Date(since),
      ScanBy: 'TimestampAscending',
    } as const;
    for await (const page of paginateDescribeAlarmHistory({ client }, request))
      items.push(...(page.AlarmHistoryItems ?? []));
    const names = items.flatMap(({ AlarmName }) => AlarmName ?? []);
    const known = await this.alarms.named(client, names, this.clock.now());
    const watched = new Set(refs.map(resourceId));
    const transitions = items.flatMap((item) => {
      const alarm = known.get(item.AlarmName ?? '');
      const transition = alarm && watched.has(resourceId(alarm)) && transitionOf(environment, item, alarm);
      return transition ? [{ alarm, transition }] : [];
    });
    for (const { transition } of transitions)
      if (transition.to === 'ALARM') this.raised.set(transition.alarm, transition);
    return transitions.filter(({ alarm }) => alarm.above && alarm.metric === 'CPU').map(({ transition }) => transition);
  }

  override async scalingActivities(environment: string, refs: ServiceRef[], since: number): Promise<ScalingActivity[]> {
    const byResource = new Map(refs.map((ref) => [resourceId(ref), ref]));
    const activities = (await this.activities(environment, since)).filter(({ ResourceId }) =>
      byResource.has(ResourceId!),
    );
    const triggers = await this.triggers(environment, activities);
    const found = activities.flatMap((activity) => {
      const ref = byResource.get(activity.ResourceId!)!;
      const trigger = triggers.get(triggeringAlarm(activity) ?? '');
      const shaped = activityOf(
        ref,
        activity,
        trigger ? { trigger: this.withReadings(trigger, activity, activities) } : {},
      );
      return shaped ? [shaped] : [];
    });
    const complete = found.map((activity) => this.withFrom(activity, found));
    await this.remember(refs);
    return complete.toSorted((a, b) => a.at - b.at);
  }

  private async activities(environment: string, since: number): Promise<AwsActivity[]> {
    const { scaling: client } = this.clients.look(environment);
    const recent: AwsActivity[] = [];
    for await (const page of paginateDescribeScalingActivities({ client }, { ServiceNamespace: 'ecs' })) {
      const activities = page.ScalingActivities ?? [];
      const newer = activities.filter(
        ({ StartTime, EndTime }) => (EndTime ?? StartTime ?? new Date(0)).getTime() >= since,
      );
      recent.push(...newer);
      // Newest first: a page that holds only older ones ends the search.
      if (newer.length === 0) break;
    }
    return recent;
  }

  private async triggers(environment: string, activities: AwsActivity[]): Promise<Map<string, AlarmTrigger>> {
    const names = activities.flatMap((activity) => triggeringAlarm(activity) ?? []);
    const { cloudwatch } = this.clients.look(environment);
    const known = await ask(undefined, this.alarms.named(cloudwatch, names, this.clock.now())).catch(() => undefined);
    return new Map(
      [...(known ?? [])].map(([name, { metric, above, threshold, minutes }]) => [
        name,
        { alarm: name, metric, above, threshold, minutes, readings: [] },
      ]),
    );
  }

  /** What an alarm measured when it went off says something of the first activity that it triggered, not of later ones. */
  private withReadings(trigger: AlarmTrigger, activity: AwsActivity, all: AwsActivity[]): AlarmTrigger {
    const transition = this.raised.get(trigger.alarm);
    const at = startOf(activity);
    if (!transition || transition.at > at) return trigger;
    const isFirst = !all.some(
      (other) => triggeringAlarm(other) === trigger.alarm && startOf(other) >= transition.at && startOf(other) < at,
    );
    return isFirst ? { ...trigger, readings: transition.readings } : trigger;
  }

  private withFrom(activity: ScalingActivity, all: ScalingActivity[]): ScalingActivity {
    const others = all.filter(({ ref, id }) => resourceId(ref) === resourceId(activity.ref) && id !== activity.id);
    const from = this.memory.before(activity.ref, activity.at, others);
    return from === undefined ? activity : { ...activity, from };
  }

  private async remember(refs: ServiceRef[]): Promise<void> {
    const at = this.clock.now();
    await Promise.all(
      refs.map((ref) =>
        this.reader.read(ref).then(
          ({ desiredCount = 0 }) => this.memory.saw(ref, desiredCount, at),
          () => undefined,
        ),
      ),
    );
  }
}

const startOf = ({ StartTime }: AwsActivity): number => StartTime?.getTime() ?? 0;
