import type { MessageRef } from '../slack/message.types';

/** A message that was tried to be posted, and where it stands once that is known. */
export interface Posted {
  /** When it was tried first, milliseconds since the epoch: from then on it may stand there. */
  since: number;
  ref?: MessageRef;
}

/** What is remembered of one keyed message. */
export interface BoardRecord {
  key: string;
  /** Where it was asked for: an id or `#name`. */
  channel: string;
  /** The message itself; none before it is first tried, nor after somebody deleted it. */
  head?: Posted | undefined;
  /** Names the words that stand there, and when they were put there, milliseconds since the epoch. */
  drawn?: { digest: string; at: number } | undefined;
  /** What was said in its thread, by name. */
  replies: Readonly<Record<string, Posted>>;
  /** Nothing more is expected to be shown. */
  ended: boolean;
}

/** Where the board remembers what it has said, so that a message goes on after a restart. */
export abstract class BoardRepository {
  /** What is remembered of a key. */
  abstract load(key: string): Promise<BoardRecord | undefined>;
  /** Remembers it in the place of what was remembered of its key. */
  abstract save(record: BoardRecord): Promise<void>;
}
