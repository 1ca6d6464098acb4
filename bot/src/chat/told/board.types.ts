import type { MessageRef } from '../slack/message.types';

/** What became of something that was to be said. */
export type Told =
  | { kind: 'said'; ref: MessageRef }
  /** It can never be said there, and why, in a sentence. */
  | { kind: 'unsaid'; why: string }
  /** It is somebody else's to say by now. */
  | { kind: 'left'; why: string };

/** What becomes of what this bot may not say any more. */
export const LEFT: Told = { kind: 'left', why: 'It is for another bot to say by now.' };

/** When what is not said yet is somebody else's to say. */
export interface EntryLeaving {
  /** Aborted once that is known. */
  signal: AbortSignal;
  /** Finds out now. */
  isOver: () => boolean;
}
