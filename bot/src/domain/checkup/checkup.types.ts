/** What a checkup is told beyond what the bot knows of itself. */
export interface Question {
  /** The services that are watched, as people name them: `primes/primes-api`. All where there are none. */
  watch: readonly string[];
  /** Look at this environment only. */
  environment?: string | undefined;
  /** Who asks, for CloudTrail: a Slack user id, or the program. */
  asker: string;
  /** How long each check may take: what takes longer is told as that. Milliseconds. */
  patienceMs: number;
}

/** What a look at one thing found, in words for people. */
export interface Result {
  /** `mend`: somebody has to do something. `untried`: it was not looked at, and is therefore no trouble either. */
  verdict: 'ok' | 'mend' | 'untried';
  /** What is so, what is wrong, or why it was not looked at. */
  says: string;
  /** What to do about it: a sentence. */
  next?: string;
}

/** One thing that the bot depends on, and how to look at it. */
export interface Check {
  /** Names it: `bot token`, `ecs:ListTasks`. */
  about: string;
  /** The environment it belongs to, where it is of one and there are several. */
  environment?: string;
  /** Changes nothing. May reject: with a UserError, whose words are then what is wrong, or with a fault. */
  look: () => Promise<Result>;
}

/** A check with its result. */
export interface Finding extends Result {
  about: string;
  environment?: string;
}

/** Thrown by what several checks need: those that cannot go on without it are not tried. */
export class Untried extends Error {}

export const ok = (says: string): Result => ({ verdict: 'ok', says });

export const mend = (says: string, next?: string): Result => ({ verdict: 'mend', says, ...(next ? { next } : {}) });

export const untried = (says: string): Result => ({ verdict: 'untried', says });
