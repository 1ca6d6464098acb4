/**
 * What a person could do next, as data: `do` says what it is, the rest what it is about. How it is typed is written
 * where people are spoken to.
 */
export interface NextStep {
  readonly do: string;
  /** What its button says, where it is not what it is about. */
  readonly label?: string;
}

/** The three sentences of an error that a person can do something about. */
export interface UserErrorParts {
  /** What happened. */
  what: string;
  /** Why. */
  why?: string | undefined;
  /** What to do about it. */
  next?: string | undefined;
  /** The ids of those whom its sentences name as `<@id>`; such a mention of anybody else is somebody else's text. */
  people?: readonly string[] | undefined;
  /** Next steps to offer, the likeliest first. */
  steps?: readonly NextStep[] | undefined;
  /** What went wrong underneath, for the log only. */
  cause?: unknown;
}

/** An error whose words are meant for the person who gave the command. Everything else that is thrown is a fault. */
export class UserError extends Error {
  readonly what: string;
  readonly why: string | undefined;
  readonly next: string | undefined;
  readonly people: readonly string[];
  /** Whoever knows more of the world they are offered in may say it. */
  steps: readonly NextStep[];

  constructor({ what, why: reason, next, people = [], steps = [], cause }: UserErrorParts) {
    const why = reason === undefined ? undefined : asSentence(reason);
    super([what, why, next].filter((part) => part !== undefined).join(' '), { cause });
    this.name = new.target.name;
    this.what = what;
    this.why = why;
    this.next = next;
    this.people = people;
    this.steps = steps;
  }
}

/** A reason is often somebody else's words, which end in nothing; another sentence follows it. */
function asSentence(words: string): string {
  return /[.!?…]$/.test(words) ? words : `${words}.`;
}
