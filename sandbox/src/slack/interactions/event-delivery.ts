import type { JsonObject } from '../json';

/** Something Slack tells the app. */
export interface Delivery {
  type: 'slash_commands' | 'interactive' | 'events_api';
  payload: JsonObject;
  /** Whether what the app acknowledges with is looked at. */
  acceptsResponse: boolean;
  /** Set when an event is told again: how often it was tried before, and why again. */
  retry?: { attempt: number; reason: string };
}

/** What became of it, in the words in which a failed slash command is shown. */
export interface Delivered {
  outcome: 'acked' | 'operation_timeout' | 'dispatch_failed';
  /** Milliseconds until it was acknowledged or given up. */
  ackMs: number;
  /** What the app acknowledged with, where it said anything. */
  response?: JsonObject;
}

/** How long the app has to acknowledge (https://docs.slack.dev/interactivity/handling-user-interaction). */
export const ACK_MS = 3000;

/** The way to the app: Socket Mode, or signed requests. */
export interface EventDelivery {
  /** The Host under which the app itself reaches this Slack; undefined while it has not been heard of. */
  readonly appHost: string | undefined;
  /** Tells the app once and waits for its acknowledgement, three seconds at most. Never rejects. */
  deliver(delivery: Delivery): Promise<Delivered>;
}
