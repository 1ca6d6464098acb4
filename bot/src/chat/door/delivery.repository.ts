/** Something that somebody asked for, which Slack delivered and the bot is about to acknowledge. */
export interface Delivery {
  /** The same however often it is delivered: its trigger, or the id of its event. */
  id: string;
  /** When it came, milliseconds since the epoch. */
  at: number;
  /** Names the one command that it is: it stands in the record of what was changed by it. */
  command: string;
  user: string;
  channel: string;
  thread?: string;
  /** What was typed, or the button that was pressed: `/ecs scale primes-api 4`, `[Back to 2]`. */
  said: string;
  /** What to type to ask for it again; nothing for a button, which stands there still. */
  words?: string;
}

/** What was taken on, so that nothing is done twice, and what was not done is said to be so. */
export abstract class DeliveryRepository {
  /** Remembers it. @returns whether it is the first time */
  abstract take(delivery: Delivery): Promise<boolean>;
  /** It was answered: only that it was delivered is remembered. */
  abstract settle(id: string): Promise<void>;
  /** It came to nothing, so another delivery of it is the first one again. */
  abstract forget(id: string): Promise<void>;
  /**
   * Takes on those that bots took on and did not answer that are gone, oldest first: each is handed to one bot, whose it is
   * from then on.
   */
  abstract takeLeft(): Promise<Delivery[]>;
}
