import type { Clock, Timer } from '../../../kernel/clock';
import type { Alarm } from './alarm';
import type { AlarmBook } from './alarm-book';
import type { AlarmDispatch } from './alarm-dispatch';
import type { AlarmWindows } from './alarm-windows';
import { evaluate } from './evaluation';
import { reasonData } from './reason-data';
import { stateReason } from './state-reason';

/** Evaluates alarms, each at its interval, from nothing but the stored points ("Evaluating an alarm" in the CloudWatch guide). */
export class AlarmWatch {
  private readonly timers = new Map<string, Timer>();

  constructor(
    private readonly clock: Clock,
    private readonly windows: AlarmWindows,
    private readonly book: AlarmBook,
    private readonly dispatch: AlarmDispatch,
  ) {}

  /** Begins, or begins anew, to watch an alarm. */
  watch(alarmName: string): void {
    this.forget(alarmName);
    const alarm = this.book.get(alarmName);
    if (!alarm) return;
    const evaluateAndGoOn = (): void => {
      this.evaluateNow(alarm);
      this.watch(alarmName);
    };
    this.timers.set(alarmName, this.clock.after(this.windows.untilNext(alarm), evaluateAndGoOn));
  }

  forget(alarmName: string): void {
    this.timers.get(alarmName)?.cancel();
    this.timers.delete(alarmName);
  }

  close(): void {
    for (const timer of this.timers.values()) timer.cancel();
    this.timers.clear();
  }

  private evaluateNow(alarm: Alarm): void {
    const { state, points } = evaluate(alarm, this.windows.of(alarm));
    if (state === 'RETAIN' || state === alarm.state) {
      this.dispatch.stayed(alarm);
      return;
    }
    this.book.setState(alarm, {
      state,
      reason: stateReason(alarm, state, points),
      reasonData: reasonData(alarm, points, this.clock.now()),
    });
  }
}
