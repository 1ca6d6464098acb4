import type { Message } from '../slack/message.types';

/** What a handler returns: a message that only the asker sees, or nothing when it has said everything itself. */
export type Outcome = Message | undefined;

export function isMessage(outcome: unknown): outcome is Message {
  return typeof outcome === 'object' && outcome !== null && 'blocks' in outcome;
}
