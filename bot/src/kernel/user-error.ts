/** A next step that an error offers. */
export interface CommandButton {
  /** What the button says. */
  label: string;
  /** The words that follow the bot's slash command, such as `image primes-api 1.1.0`. */
  command: string;
}

/** The three sentences of an error that a person can do something about. */
export interface UserErrorParts {
  /** What happened. */
  what: string;
  /** Why. */
  why?: string;
  /** What to do about it. */
  next?: string;
  /** Next steps that are commands. */
  buttons?: CommandButton[];
  /** What went wrong underneath, for the log only. */
  cause?: unknown;
}

/** An error whose words are meant for the person who gave the command. Everything else that is thrown is a fault. */
export class UserError extends Error {
  readonly what: string;
  readonly why: string | undefined;
  readonly next: string | undefined;
  readonly buttons: CommandButton[];

  constructor({ what, why: reason, next, buttons = [], cause }: UserErrorParts) {
    const why = reason === undefined ? undefined : asSentence(reason);
    super([what, why, next].filter((part) => part !== undefined).join(' '), { cause });
    this.name = new.target.name;
    this.what = what;
    this.why = why;
    this.next = next;
    this.buttons = buttons;
  }
}

/** A reason is often somebody else's words, which end in nothing; another sentence follows it. */
function asSentence(words: string): string {
  return /[.!?…]$/.test(words) ? words : `${words}.`;
}
