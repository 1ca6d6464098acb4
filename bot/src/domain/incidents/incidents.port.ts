import type { ServiceRef } from '../services/service-ref.types';
import type { Announcement } from './announcement.types';
import type { AlarmStanding, AlarmTransition, ScalingActivity } from './signal.types';

/** Where announcements go. Implemented by what draws them. */
export abstract class AnnouncementPublisher {
  /**
   * Says it, or says it anew where the key was said before. Whoever observes AWS does not wait until it is said, and what
   * cannot be said yet is the publisher's own affair.
   * @param isOwn asked just before it is said: whether that is still this bot's
   * @returns true once this state or a newer one of its key was said, or never can be; false where it is left to another
   * bot. Never rejects
   */
  abstract publish(announcement: Announcement, isOwn: () => boolean): Promise<boolean>;
  /** What is not said yet is another bot's to say. */
  abstract leave(): void;
}

/** Look door: what AWS did by itself since some time, and how its alarms stand. */
export abstract class SignalSource {
  /**
   * The transitions of the services' high-CPU alarms at or after `since`, oldest first.
   * @param since milliseconds since the epoch
   */
  abstract alarmTransitions(environment: string, refs: ServiceRef[], since: number): Promise<AlarmTransition[]>;
  /** The services' high-CPU alarms that are in ALARM now, each as the transition that brought it there, oldest first. */
  abstract alarmsNow(environment: string, refs: ServiceRef[]): Promise<AlarmTransition[]>;
  /** How the alarms of these names stand now; one that is not in the answer does not exist any more. */
  abstract alarmStates(environment: string, names: readonly string[]): Promise<ReadonlyMap<string, AlarmStanding>>;
  /**
   * The scaling activities of the services that began or ended at or after `since`, oldest first.
   * @param since milliseconds since the epoch
   */
  abstract scalingActivities(environment: string, refs: ServiceRef[], since: number): Promise<ScalingActivity[]>;
}
