import type { Message } from '../slack/message.types';

/**
 * What a handler returns: a message that only the asker sees, another command to run in its place (without the slash
 * word), or nothing when it has said everything itself.
 */
export type Outcome = Message | { run: string } | undefined;

export function isMessage(outcome: unknown): outcome is Message {
  return typeof outcome === 'object' && outcome !== null && 'blocks' in outcome;
}

export function isDetour(outcome: unknown): outcome is { run: string } {
  return typeof outcome === 'object' && outcome !== null && 'run' in outcome && typeof outcome.run === 'string';
}
