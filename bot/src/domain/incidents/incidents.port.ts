import type { ServiceRef } from '../services/service-ref.types';
import type { Announcement } from './announcement.types';
import type { AlarmTransition, ScalingActivity } from './signal.types';

/** Where announcements go. Implemented by what draws them. */
export abstract class AnnouncementPublisher {
  /**
   * Says it, or says it anew where the key was said before. A rejection means that it was not said: the announcement,
   * or a newer one of the same key, is then handed over again later.
   */
  abstract publish(announcement: Announcement): Promise<void>;
}

/** Look door: what AWS did by itself since some time. */
export abstract class SignalSource {
  /**
   * The transitions of the services' high-CPU alarms at or after `since`, oldest first.
   * @param since milliseconds since the epoch
   */
  abstract alarmTransitions(environment: string, refs: ServiceRef[], since: number): Promise<AlarmTransition[]>;
  /**
   * The scaling activities of the services that began or ended at or after `since`, oldest first.
   * @param since milliseconds since the epoch
   */
  abstract scalingActivities(environment: string, refs: ServiceRef[], since: number): Promise<ScalingActivity[]>;
}
