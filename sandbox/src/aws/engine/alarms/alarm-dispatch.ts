import type { AlarmActions } from '../alarm-actions.port';
import { actionsOf, isScalingAction, type Alarm } from './alarm';
import type { AlarmHistory } from './alarm-history';
import type { AlarmWindows } from './alarm-windows';

/** Carries out the actions of an alarm's state. Only scaling policies can be acted on here; what else is asked for fails, in the history too. */
export class AlarmDispatch {
  private actions: AlarmActions | undefined;

  constructor(
    private readonly history: AlarmHistory,
    private readonly windows: AlarmWindows,
  ) {}

  /** @param actions who acts; until then every action fails. */
  onAlarm(actions: AlarmActions): void {
    this.actions = actions;
  }

  /** For a state the alarm has just come into. Does nothing where the alarm's actions are disabled. */
  entered(alarm: Alarm): void {
    if (!alarm.actionsEnabled) return;
    for (const arn of actionsOf(alarm)) this.history.acted(alarm, arn, this.run(alarm, arn));
  }

  /** For a state the alarm is still in at its next evaluation: scaling actions are invoked again each period, without a new history item. */
  stayed(alarm: Alarm): void {
    if (!alarm.actionsEnabled) return;
    for (const arn of actionsOf(alarm)) if (isScalingAction(arn)) this.run(alarm, arn);
  }

  private run(alarm: Alarm, actionArn: string): string | undefined {
    if (!isScalingAction(actionArn)) return 'This sandbox can only execute scaling policies';
    if (!this.actions) return 'Nothing in this sandbox executes scaling policies';
    const { alarmName, arn, state } = alarm;
    this.actions.run({ alarmName, alarmArn: arn, state, actionArn, ...this.windows.latest(alarm) });
    return undefined;
  }
}
