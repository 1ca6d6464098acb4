import { setTimeout as pause } from 'node:timers/promises';
import type { Message, Person } from '../person';
import type { StormServices, Truth } from './storm-services';

export type Sort = 'succeeds' | 'oom' | 'crash' | 'scale' | 'alarm';

/** How a round may end. */
export type Ending = 'done' | 'said to be undone' | 'unclear' | 'not acknowledged';

/** What is looked at of a round at one moment. */
interface Look {
  heads: Message[];
  replies: Message[];
  /** Private answers that name the service. */
  whispers: Message[];
  /** Private answers that name none, such as that AWS asks for fewer calls: they may be to any of the commands. */
  nameless: Message[];
  truth: Truth;
}

const END: Record<Sort, RegExp> = {
  succeeds: /done: /,
  oom: /rolled back: oom failed/,
  crash: /rolled back: crash failed/,
  scale: /set to \d → \d tasks?/,
  alarm: /CPU is back to normal/,
};
const UNDONE = /I was restarted before I did this: nothing was changed/;
const UNCLEAR = /cannot tell whether it was done/;
const LOCKED = /is (being )?chang(ed|ing)/;

/** One thing that is asked for, or happens, and what has to come of it whenever the bot is killed. */
export class StormRound {
  private since = 0;
  private acked = true;

  constructor(
    readonly service: string,
    readonly sort: Sort,
    /** What is asked for: a tag or a number of tasks. */
    private readonly target: string,
    private readonly before: Truth,
    private readonly parts: { services: StormServices; ann: Person },
  ) {}

  get name(): string {
    return `${this.sort} of ${this.service} (${this.target})`;
  }

  /** Asks for it, or has it happen. @param lasts how long an alarm is on, milliseconds */
  async begin(lasts: number): Promise<void> {
    this.since = Date.now() / 1000;
    const { services, ann } = this.parts;
    if (this.sort === 'alarm') {
      await services.alarm(this.service, 'ALARM');
      await pause(lasts);
      return services.alarm(this.service, 'OK');
    }
    const words = `${this.sort === 'scale' ? 'scale' : 'image'} ${this.service} ${this.target}`;
    this.acked = (await ann.types(words)).outcome === 'acked';
  }

  /** How it ended; undefined while it has not. */
  async ended(): Promise<Ending | undefined> {
    const look = await this.look();
    const { truth, heads, whispers, nameless } = look;
    if (!truth.steady) return undefined;
    const [head] = heads;
    if (head && END[this.sort].test(head.plain) && !UNDONE.test(head.plain)) {
      return this.isDone(truth) && this.called(look).length === this.calls ? 'done' : undefined;
    }
    if (head && UNCLEAR.test(head.plain)) return 'unclear';
    const isSaid = (head && UNDONE.test(head.plain)) || whispers.length + nameless.length > 0;
    if (isSaid) return this.isUntouched(truth) ? 'said to be undone' : undefined;
    return !this.acked && this.isUntouched(truth) ? 'not acknowledged' : undefined;
  }

  /** Sentences for what must not be, once it has ended or was given up. */
  async violations(ending: Ending | undefined): Promise<string[]> {
    const look = await this.look();
    const { heads, replies, whispers, truth } = look;
    const texts = replies.map(({ plain }) => plain);
    const wrong = [
      ...(ending === undefined ? ['it has not come to its end'] : []),
      ...(heads.length > 1 ? [`${heads.length} messages for one thing`] : []),
      ...(new Set(texts).size < texts.length ? ['a reply was said twice'] : []),
      ...(this.called(look).length > 1 ? ['whoever asked was called twice'] : []),
      ...(whispers.some(({ plain }) => LOCKED.test(plain)) ? ['the service was locked'] : []),
      ...(ending === 'done' && whispers.length > 0 ? ['done, and said otherwise to whoever asked'] : []),
      ...(this.begun(truth).length > 1 ? [`${this.begun(truth).length} deployments for one command`] : []),
    ];
    if (wrong.length === 0) return [];
    const shown = [...heads, ...replies, ...whispers].map(
      ({ ts, thread_ts, ephemeral, plain }) =>
        `    ${ts}${thread_ts ? ` below ${thread_ts}` : ''}${ephemeral ? ' (private)' : ''} ${plain.replaceAll('\n', ' | ')}`,
    );
    const facts = `acknowledged: ${this.acked}, before: ${JSON.stringify(this.before)}, now: ${JSON.stringify(truth)}`;
    return [
      `${this.name}, begun ${new Date(this.since * 1000).toISOString()}: ${wrong.join('; ')}.\n    ${facts}\n${shown.join('\n')}`,
    ];
  }

  private get calls(): number {
    return this.sort === 'scale' || this.sort === 'alarm' ? 0 : 1;
  }

  private called({ replies }: Look): Message[] {
    return replies.filter(({ plain }) => plain.includes('@ann') && /rolled back: |done: /.test(plain));
  }

  private begun({ deployments }: Truth): string[] {
    return deployments.filter((arn) => !this.before.deployments.includes(arn));
  }

  private isDone(truth: Truth): boolean {
    switch (this.sort) {
      case 'alarm':
        return true;
      case 'scale':
        return truth.desired === Number(this.target);
      case 'succeeds':
        return truth.version === this.target;
      default:
        return truth.version === this.before.version && this.begun(truth).length > 0;
    }
  }

  private isUntouched(truth: Truth): boolean {
    return (
      (this.sort !== 'scale' || truth.desired === this.before.desired) &&
      truth.version === this.before.version &&
      this.begun(truth).length === 0
    );
  }

  private async look(): Promise<Look> {
    const { services, ann } = this.parts;
    const truth = await services.truth(this.service);
    const { messages } = await (this.sort === 'alarm' ? ann.in('#alerts') : ann).screen();
    const since = messages.filter(({ ts, plain }) => Number(ts) >= this.since && !plain.includes('Still at work'));
    const own = since.filter(({ plain }) => plain.includes(this.service));
    return {
      heads: own.filter(({ ephemeral, ts, thread_ts = ts }) => !ephemeral && thread_ts === ts),
      replies: own.filter(({ ephemeral, ts, thread_ts = ts }) => !ephemeral && thread_ts !== ts),
      whispers: own.filter(({ ephemeral }) => ephemeral),
      nameless: since.filter(({ ephemeral, plain }) => ephemeral && !/storm-|primes-api/.test(plain)),
      truth,
    };
  }
}
