import { waitFor } from './wait-for';

/** A message as one person sees it. */
export interface Message {
  ts: string;
  user: string;
  author: string;
  text: string;
  blocks: unknown[];
  /** All that is visible, as text. */
  plain: string;
  thread_ts?: string;
  /** What it shares; the address is of Slack's origin. */
  files?: { name: string; title: string; url: string }[];
  ephemeral: boolean;
  edited: boolean;
}

export interface Screen {
  messages: Message[];
  modal: unknown;
  unread: number;
  notifications: { ts: string; reason: string }[];
}

export interface Outcome {
  outcome: 'acked' | 'operation_timeout' | 'dispatch_failed';
  ackMs: number;
  trigger_id: string;
}

/** Somebody in the workspace, typing and looking. */
export class Person {
  constructor(
    private readonly slack: string,
    readonly name: string,
    readonly channel = '#ops',
  ) {}

  /** The same person in another channel: `#alerts`, or `@ann` for the direct message with the bot. */
  in(channel: string): Person {
    return new Person(this.slack, this.name, channel);
  }

  /** Types `/ecs text` and resolves once Slack has an answer to it or has given up. */
  types(text: string): Promise<Outcome> {
    return this.post<Outcome>('command', { text });
  }

  /** Types `/ecs text`, and waits for the bot's answer to it to appear. */
  async asks(text: string, expected: RegExp): Promise<Message> {
    const { messages } = await this.screen();
    const known = new Set(messages.map(({ ts }) => ts));
    const { outcome } = await this.types(text);
    if (outcome !== 'acked') throw new Error(`/ecs ${text}: ${outcome}`);
    return this.sees(expected, (message) => !known.has(message.ts));
  }

  /** Waits until a message shows what is expected; answers the newest such. */
  async sees(
    expected: RegExp,
    among: (message: Message) => boolean = () => true,
    deadlineMs?: number,
  ): Promise<Message> {
    let shown = '';
    const look = async () => {
      const messages = (await this.screen()).messages.filter(among);
      shown = messages.map(({ plain }) => plain).join('\n---\n');
      return messages.findLast(({ plain }) => expected.test(plain));
    };
    try {
      return await waitFor(`${this.name} to see ${expected} in ${this.channel}`, look, deadlineMs);
    } catch (error) {
      throw new Error(`${(error as Error).message}\nOn the screen:\n${shown}`, { cause: error });
    }
  }

  /** The same message as it looks now. */
  async again(message: Message): Promise<Message> {
    const found = (await this.screen()).messages.find(({ ts }) => ts === message.ts);
    if (!found) throw new Error(`The message is gone: ${message.plain}`);
    return found;
  }

  /** Clicks a button of a message by its label; a confirmation is accepted. */
  clicks(message: Message, button: string): Promise<Outcome> {
    return this.post<Outcome>('click', { ts: message.ts, button });
  }

  /** Says something to the bot by its mention. */
  async mentions(text: string): Promise<void> {
    await this.post<unknown>('mention', { text });
  }

  /** The replies below a message. */
  async replies(to: Message): Promise<Message[]> {
    const { messages } = await this.screen();
    return messages.filter(({ ts, thread_ts }) => thread_ts === to.ts && ts !== to.ts);
  }

  async screen(): Promise<Screen> {
    const query = new URLSearchParams({ user: this.name, channel: this.channel });
    const response = await fetch(`${this.slack}/_sandbox/screen?${query.toString()}`);
    if (!response.ok) throw new Error(`The screen answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as Screen;
  }

  private async post<T>(lever: string, body: object): Promise<T> {
    const response = await fetch(`${this.slack}/_sandbox/${lever}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ user: this.name, channel: this.channel, ...body }),
    });
    if (!response.ok) throw new Error(`/_sandbox/${lever} answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as T;
  }
}
