/** Something whose turn is one bot's alone, for as long as that bot lives and keeps it. */
export interface Lease {
  /**
   * Whether it is this bot's still. Looked at before anything that two must not do: whoever was stopped, or cut off from
   * the database, may have lost it a moment ago.
   */
  readonly isHeld: boolean;
  /** Whether there can be nobody else: then what cannot be saved may be done all the same. */
  readonly isAlone: boolean;
  /** Aborted once it is not: lost, or given back. */
  readonly over: AbortSignal;
  /**
   * Within a piece of work: nobody else can take it before that is saved.
   * @throws LeaseLostError when it is somebody else's, and nothing may be saved
   */
  confirm(): Promise<void>;
  /** Somebody else may take it now. Never rejects. */
  giveBack(): Promise<void>;
}

/** What came of reaching for a name: it is this bot's, or somebody's, who said this when taking it. */
export type Taken = { lease: Lease } | { heldBy: string | undefined };

/** Whose turn it is, where several bots remember in one database: each name is held by one living bot at the most. */
export abstract class Leases {
  /** Names this bot beside what it began, for as long as its process lives. */
  abstract readonly bot: string;

  /**
   * Takes a name that nobody holds, this bot neither, or whose holder is gone.
   * @param holder what others are told of who holds it
   * @throws Error when the database cannot be asked
   */
  abstract take(name: string, holder?: string): Promise<Taken>;

  /**
   * Looks for what bots that are gone left: at once, and again every few seconds where others share the database. What
   * fails is tried again.
   * @returns resolves once `signal` is aborted, or nothing can be left any more; never rejects
   */
  abstract lookForLeft(look: () => Promise<void>, signal: AbortSignal): Promise<void>;

  /** Whether another bot is there that can do what this one leaves. False where that cannot be found out. */
  abstract hasOthers(): Promise<boolean>;
}

/** Somebody else holds it by now. */
export class LeaseLostError extends Error {
  constructor(name: string) {
    super(`Another bot holds "${name}" by now, so nothing was saved.`);
    this.name = 'LeaseLostError';
  }
}
