import { Injectable } from '@nestjs/common';
import { paginateDescribeScalingActivities } from '@aws-sdk/client-application-auto-scaling';
import type {
  ApplicationAutoScalingClient,
  ScalingActivity as AwsActivity,
} from '@aws-sdk/client-application-auto-scaling';
import type { ScalingActivity } from '../../domain/incidents/signal.types';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { Clock } from '../../kernel/clock';
import { AwsClients } from '../doors/aws-clients';
import { ask } from '../doors/aws-errors';
import { ServiceReader } from '../ecs/service-reader';
import { activityOf, triggeringAlarm } from './activity-shape';
import { DesiredMemory } from './desired-memory';
import { resourceId } from './scalable-resource';

/** An activity, and the alarm that it says triggered it. */
export interface Triggered {
  activity: ScalingActivity;
  alarm: string | undefined;
}

/** What automatic scaling did, from Application Auto Scaling's activities, with how many tasks there were before. */
@Injectable()
export class ScalingActivities {
  private readonly memory = new DesiredMemory();

  constructor(
    private readonly clients: AwsClients,
    private readonly reader: ServiceReader,
    private readonly clock: Clock,
  ) {}

  /**
   * Those of the services that began or ended at or after `since`, oldest first.
   * @param since milliseconds since the epoch
   */
  async since(environment: string, refs: readonly ServiceRef[], since: number): Promise<Triggered[]> {
    const { scaling } = this.clients.look(environment);
    const byResource = new Map(refs.map((ref) => [resourceId(ref), ref]));
    const found = (await ask(undefined, activitiesSince(scaling, since))).flatMap((told): Triggered[] => {
      const ref = byResource.get(told.ResourceId ?? '');
      const activity = ref && activityOf(ref, told);
      return activity ? [{ activity, alarm: triggeringAlarm(told) }] : [];
    });
    const all = found.map(({ activity }) => activity);
    const complete = found.map(({ activity, alarm }) => ({ activity: this.withFrom(activity, all), alarm }));
    await this.remember(refs);
    return complete.toSorted((a, b) => a.activity.at - b.activity.at);
  }

  private withFrom(activity: ScalingActivity, all: ScalingActivity[]): ScalingActivity {
    const others = all.filter(({ ref, id }) => resourceId(ref) === resourceId(activity.ref) && id !== activity.id);
    const from = this.memory.before(activity.ref, activity.at, others);
    return from === undefined ? activity : { ...activity, from };
  }

  /** Nobody waits for these looks: they go behind those of people. */
  private async remember(refs: readonly ServiceRef[]): Promise<void> {
    const asked = this.clock.now();
    await Promise.all(
      refs.map((ref) =>
        this.reader.read(ref, 'many').then(
          ({ desiredCount = 0 }) => this.memory.saw(ref, desiredCount, asked, this.clock.now()),
          () => undefined,
        ),
      ),
    );
  }
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
