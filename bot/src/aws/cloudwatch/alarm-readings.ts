import { BoundedMap } from '../../kernel/bounded-map';
import type { AlarmTransition } from '../../domain/incidents/signal.types';

/** Target tracking renames its alarms at every change of its policy: those of long ago are forgotten. */
const ALARMS = 2000;

/** What each alarm of an environment measured when it last went off, and which activity was the first that it triggered. */
export class AlarmReadings {
  private readonly raised = new BoundedMap<string, { transition: AlarmTransition; firstActivity?: string }>(ALARMS);

  /** Remembers a transition to ALARM; the same one again changes nothing. */
  wentOff(transition: AlarmTransition): void {
    const known = this.raised.get(transition.alarm)?.transition;
    if (known && known.at >= transition.at) return;
    this.raised.set(transition.alarm, { transition });
  }

  /**
   * What the alarm measured, newest first, for the first activity since it went off; nothing for later ones, because
   * AWS measured anew for them and does not say what. Activities have to be asked about oldest first.
   */
  of(alarm: string, activity: { id: string; at: number }): number[] {
    const raised = this.raised.get(alarm);
    if (!raised || raised.transition.at > activity.at) return [];
    raised.firstActivity ??= activity.id;
    return raised.firstActivity === activity.id ? raised.transition.readings : [];
  }
}
