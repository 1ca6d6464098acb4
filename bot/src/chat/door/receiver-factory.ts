import type { Receiver } from '@slack/bolt';

/** A receiver, and how to be rid of it. */
export interface OpenReceiver {
  receiver: Receiver;
  /** Resolves once nothing comes in any more and the connection is really closed. */
  close(): Promise<void>;
}

/** Makes what Slack's events come through: a socket in life, anything else in specs. */
export abstract class ReceiverFactory {
  abstract create(): OpenReceiver;
}
