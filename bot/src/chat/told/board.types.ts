import type { MessageRef } from '../slack/message.types';

/** What became of something that was to be said. */
export type Told =
  | { kind: 'said'; ref: MessageRef }
  /** It can never be said there, and why, in a sentence. */
  | { kind: 'unsaid'; why: string };
