/** An alarm whose state asks for its actions: once on a change of state, and again each period while it stays in ALARM with a scaling action. */
export interface AlarmSignal {
  alarmName: string;
  alarmArn: string;
  state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
  /** ARN of the action: a scaling policy's. */
  actionArn: string;
  /** The metric's newest value that the alarm was evaluated from, undefined without data. */
  value?: number;
  /** SampleCount of the newest point, or of the one before if smaller: for a service's own metrics the tasks that were there for all of its period. */
  sampleCount?: number;
}

/** Who acts on alarms: the region's Application Auto Scaling. */
export interface AlarmActions {
  run(signal: AlarmSignal): void;
}
