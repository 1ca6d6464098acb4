import type { Clock } from '../../../kernel/clock';
import type { Alarm, AlarmDefinition, StateChange } from './alarm';
import type { AlarmDispatch } from './alarm-dispatch';
import type { AlarmHistory } from './alarm-history';
import { INITIAL_REASON } from './state-reason';

/** A region's alarms and their states. */
export class AlarmBook {
  private readonly alarms = new Map<string, Alarm>();

  /** @param arnPrefix what stands before an alarm's name in its ARN. */
  constructor(
    private readonly arnPrefix: string,
    private readonly clock: Clock,
    private readonly history: AlarmHistory,
    private readonly dispatch: AlarmDispatch,
  ) {}

  /** Creates an alarm, or changes one and leaves its state as it is, as PutMetricAlarm does. */
  put(definition: AlarmDefinition): Alarm {
    const now = this.clock.now();
    const existing = this.alarms.get(definition.alarmName);
    const { state, reason, reasonData, stateUpdatedAt, stateTransitionedAt } = existing ?? {
      state: 'INSUFFICIENT_DATA' as const,
      reason: INITIAL_REASON,
      reasonData: undefined,
      stateUpdatedAt: now,
      stateTransitionedAt: now,
    };
    const alarm: Alarm = {
      ...definition,
      arn: `${this.arnPrefix}${definition.alarmName}`,
      configurationUpdatedAt: now,
      state,
      reason,
      ...(reasonData === undefined ? {} : { reasonData }),
      stateUpdatedAt,
      stateTransitionedAt,
    };
    this.alarms.set(alarm.alarmName, alarm);
    this.history.configured(existing ? 'Update' : 'Create', alarm);
    return alarm;
  }

  /** @returns whether there was such an alarm. */
  delete(alarmName: string): boolean {
    const alarm = this.alarms.get(alarmName);
    if (!alarm) return false;
    this.alarms.delete(alarmName);
    this.history.configured('Delete', alarm);
    return true;
  }

  get(alarmName: string): Alarm | undefined {
    return this.alarms.get(alarmName);
  }

  /** All alarms by name, as DescribeAlarms lists them. */
  list(): Alarm[] {
    return [...this.alarms.values()].toSorted((a, b) => (a.alarmName < b.alarmName ? -1 : 1));
  }

  enableActions(alarmName: string, enabled: boolean): void {
    const alarm = this.alarms.get(alarmName);
    if (!alarm || alarm.actionsEnabled === enabled) return;
    alarm.actionsEnabled = enabled;
    alarm.configurationUpdatedAt = this.clock.now();
    this.history.configured('Update', alarm);
  }

  /** Puts an alarm into a state. History and actions follow only where that is another state than before. */
  setState(alarm: Alarm, change: StateChange): void {
    const { state, reason, reasonData } = alarm;
    const old: StateChange = reasonData === undefined ? { state, reason } : { state, reason, reasonData };
    delete alarm.reasonData;
    Object.assign(alarm, change);
    alarm.stateUpdatedAt = this.clock.now();
    if (old.state === change.state) return;
    alarm.stateTransitionedAt = alarm.stateUpdatedAt;
    this.history.stateUpdated(alarm, old, change);
    this.dispatch.entered(alarm);
  }

  clear(): void {
    this.alarms.clear();
  }
}
