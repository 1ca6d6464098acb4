import type { Clock } from '../../../kernel/clock';
import type { Pace } from '../../../kernel/pace';
import type { AlarmActions } from '../../engine/alarm-actions.port';
import type { AlarmDefinition, StateChange } from '../../engine/alarms/alarm';
import { AlarmBook } from '../../engine/alarms/alarm-book';
import { AlarmDispatch } from '../../engine/alarms/alarm-dispatch';
import { AlarmHistory } from '../../engine/alarms/alarm-history';
import { AlarmWatch } from '../../engine/alarms/alarm-watch';
import { AlarmWindows } from '../../engine/alarms/alarm-windows';
import type { DeploymentAlarm, DeploymentAlarms } from '../../engine/deployment-alarms.port';
import type { TrackedAlarm, TrackedAlarms } from '../../engine/autoscaler/tracked-alarms.port';
import type { MetricDatum, MetricSink } from '../../engine/metrics.port';
import { MetricStore } from '../../engine/metrics/metric-store';
import { TagBook } from './tag-book';

export interface CloudWatchRegionOptions {
  region: string;
  /** Twelve digits. */
  accountId: string;
  clock: Clock;
  pace: Pace;
  /** Who carries out scaling actions; may also be given later, to `onAlarm`. */
  actions?: AlarmActions;
}

/** CloudWatch in one region: its metrics, its alarms, their history. */
export class CloudWatchRegion implements MetricSink, TrackedAlarms, DeploymentAlarms {
  readonly store = new MetricStore();
  readonly clock: Clock;
  readonly pace: Pace;
  readonly history: AlarmHistory;
  readonly alarms: AlarmBook;
  readonly tags = new TagBook();
  private readonly windows: AlarmWindows;
  private readonly dispatch: AlarmDispatch;
  private readonly watch: AlarmWatch;

  constructor({ region, accountId, clock, pace, actions }: CloudWatchRegionOptions) {
    this.clock = clock;
    this.pace = pace;
    this.history = new AlarmHistory(clock);
    this.windows = new AlarmWindows(clock, pace, this.store);
    this.dispatch = new AlarmDispatch(this.history, this.windows);
    this.alarms = new AlarmBook(`arn:aws:cloudwatch:${region}:${accountId}:alarm:`, clock, this.history, this.dispatch);
    this.watch = new AlarmWatch(clock, this.windows, this.alarms, this.dispatch);
    if (actions) this.onAlarm(actions);
  }

  /** Says who carries out scaling actions from now on. */
  onAlarm(actions: AlarmActions): void {
    this.dispatch.onAlarm(actions);
  }

  put(datum: MetricDatum): void {
    this.store.put(datum);
  }

  putAlarm(definition: AlarmDefinition): string {
    const { arn, alarmName } = this.alarms.put(definition);
    this.watch.watch(alarmName);
    return arn;
  }

  deleteAlarms(alarmNames: readonly string[]): void {
    for (const name of alarmNames) {
      const alarm = this.alarms.get(name);
      if (!alarm) continue;
      this.watch.forget(name);
      this.tags.forget(alarm.arn);
      this.alarms.delete(name);
    }
  }

  /** As SetAlarmState does; the next evaluation may set it back. @returns whether there is such an alarm. */
  setAlarmState(alarmName: string, change: StateChange): boolean {
    const alarm = this.alarms.get(alarmName);
    if (alarm) this.alarms.setState(alarm, change);
    return alarm !== undefined;
  }

  trackedAlarm(alarmName: string): TrackedAlarm | undefined {
    const alarm = this.alarms.get(alarmName);
    if (!alarm) return undefined;
    return { state: alarm.state, since: alarm.stateTransitionedAt, ...this.windows.latest(alarm) };
  }

  deploymentAlarm(alarmName: string): DeploymentAlarm | undefined {
    const alarm = this.alarms.get(alarmName);
    if (!alarm) return undefined;
    return { inAlarm: alarm.state === 'ALARM', tellsAfterSeconds: alarm.period * alarm.evaluationPeriods };
  }

  /** Stops everything; the region is not used any more. */
  close(): void {
    this.watch.close();
    this.alarms.clear();
    this.history.clear();
    this.store.clear();
  }
}
