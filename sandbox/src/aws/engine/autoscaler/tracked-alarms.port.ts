import type { AlarmDefinition, AlarmState } from '../alarms/alarm';

/** What the autoscaler sees of one of its alarms. */
export interface TrackedAlarm {
  state: AlarmState;
  /** Epoch ms at which the alarm came into this state. */
  since: number;
  /** The newest point of its metric, undefined without recent data. */
  value?: number;
  sampleCount?: number;
}

/** The part of CloudWatch that target tracking makes its alarms in. */
export interface TrackedAlarms {
  /** As PutMetricAlarm does. @returns the alarm's ARN. */
  putAlarm(definition: AlarmDefinition): string;
  /** As DeleteAlarms does. */
  deleteAlarms(alarmNames: readonly string[]): void;
  trackedAlarm(alarmName: string): TrackedAlarm | undefined;
}
