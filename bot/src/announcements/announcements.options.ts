import type { ServiceChannel } from './service-channels';

/** What the configuration decides about announcements. Bound in app.module with `useValue`. */
export abstract class AnnouncementsOptions {
  /** Where alarms and scaling activities are told: `#alerts`, or a channel's id. */
  abstract readonly alertsChannel: string;
  /** Where deployments from outside are told; those of no service here, where alarms are. */
  abstract readonly serviceChannels: readonly ServiceChannel[];
  /** Whether what is followed now is followed on by the bot that is started next. */
  abstract readonly isHandedOver: boolean;
}
