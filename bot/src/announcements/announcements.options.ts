/** What the configuration decides about announcements. Bound in app.module with `useValue`. */
export abstract class AnnouncementsOptions {
  /** Where alarms and scaling activities are told: `#alerts`, or a channel's id. */
  abstract readonly alertsChannel: string;
  /** Whether what is followed now is followed on by the bot that is started next. */
  abstract readonly isHandedOver: boolean;
}
