import type { z } from 'zod';
import type { Actor } from '../../domain/access/access.types';
import { ANN, ChangeWorld } from '../../domain/changes/spec/change-world';
import { ChangeAction } from '../asked/change.action';
import { ChangeDesk } from '../asked/change-desk';
import { Invocation, Replies } from '../asked/invocation';
import type { InvocationParts } from '../asked/invocation';
import { isMessage } from '../asked/outcome';
import type { Outcome } from '../asked/outcome';
import { ServiceDesk } from '../asked/service-desk';
import { split } from '../asked/split';
import type { SubcommandSpec } from '../asked/subcommand.types';
import { readWords } from '../asked/words';
import { Channels } from '../slack/channels';
import type { Message } from '../slack/message.types';
import type { Board } from '../told/board';
import { changePayload } from '../words/change-button';
import { decodePayload } from '../words/payload';
import { boardBefore } from './board.fake';
import { answers, pass } from './passing';
import { FAKE_OPTIONS, FakeSlack } from './slack.fake';

/** What came of a command or a click. */
export interface Came {
  /** What whoever asked was told privately, and in the place of the message whose button was pressed. */
  told: Message[];
  replaced: Message[];
}

/** For specs: commands that change something and the buttons they offer, the real ones, before a world and a Slack in memory. */
export class ChangeChat {
  readonly slack: FakeSlack;
  readonly board: Board;
  readonly services: ServiceDesk;
  readonly desk: ChangeDesk;
  private readonly action: ChangeAction;
  private commands = 0;

  constructor(readonly world = new ChangeWorld()) {
    const { clock, changes, services } = world;
    this.slack = new FakeSlack(clock);
    this.board = boardBefore(this.slack, clock);
    const channels = new Channels(this.slack.web, clock);
    this.services = new ServiceDesk(services, FAKE_OPTIONS);
    this.desk = new ChangeDesk(changes, channels, this.board, clock);
    this.action = new ChangeAction(changes, channels, this.desk, clock);
  }

  /**
   * Somebody types a command: `scale primes-api 4`.
   * @throws UserError as the command does
   */
  async types<Input>(
    { spec, run }: { spec: SubcommandSpec<Input>; run: (input: Input, invocation: Invocation) => Promise<Outcome> },
    words: string,
    actor: Actor = ANN,
    channel = 'C0OPS',
  ): Promise<Came> {
    const input = readWords(spec, split(words).slice(1), '/ecs');
    return this.come({ actor, channel, said: `/ecs ${words}` }, (invocation) => run(input, invocation));
  }

  /**
   * Somebody presses a button that makes a change.
   * @param where.ephemeral the message is one that only they see
   * @param where.channel where it stands
   * @throws UserError as the click does
   */
  async clicks(
    message: Message | undefined,
    label: string,
    actor: Actor = ANN,
    { ephemeral = false, ts = '1.1', channel = 'C0OPS' }: { ephemeral?: boolean; ts?: string; channel?: string } = {},
  ): Promise<Came> {
    const payload: z.output<typeof changePayload> = decodePayload(changePayload, buttonOf(message, label).value);
    const clicked = { channel, ts, ephemeral };
    const parts = { actor, channel, said: `[${label}]`, pressed: label, clicked };
    return this.come(parts, (invocation) => this.action.make(payload, invocation));
  }

  /** What was said in the channel, oldest first. */
  posts(): Message[] {
    return this.slack.to('chat.postMessage') as unknown as Message[];
  }

  private async come(
    parts: Omit<InvocationParts, 'id' | 'replies'>,
    work: (invocation: Invocation) => Promise<Outcome>,
  ): Promise<Came> {
    const replies = new KeptReplies();
    const invocation = new Invocation({ ...parts, id: `cmd-${++this.commands}`, replies });
    let isOver = false;
    const outcome = work(invocation).finally(() => (isOver = true));
    outcome.catch(() => undefined);
    await answers(60);
    for (let turn = 0; turn < 40 && !isOver; turn++) await pass(this.world.clock, 250);
    const said = await outcome;
    return { told: [...replies.told, ...(isMessage(said) ? [said] : [])], replaced: replies.replaced };
  }
}

class KeptReplies extends Replies {
  readonly told: Message[] = [];
  readonly replaced: Message[] = [];

  override async answer(message: Message): Promise<void> {
    this.told.push(message);
  }

  override async replace(message: Message): Promise<void> {
    this.replaced.push(message);
  }

  override async hint(): Promise<void> {}
}

/** The button of a message that makes a change. */
function buttonOf(message: Message | undefined, label: string): { value: string } {
  for (const block of message?.blocks ?? []) {
    if (block.type !== 'actions') continue;
    for (const element of block.elements) {
      const isMeant = element.type === 'button' && element.text.text === label;
      if (isMeant && element.action_id?.startsWith('change.')) return { value: element.value ?? '' };
    }
  }
  throw new Error(`There is no such button: ${label}`);
}

/** Everything that is written in a message: in its text, its sections and its small print. */
export function wordsOf(message: Message | undefined): string {
  return JSON.stringify([message?.text, message?.blocks]);
}
