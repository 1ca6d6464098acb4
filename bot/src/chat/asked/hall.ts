import { Injectable, Logger } from '@nestjs/common';
import type { MessageHandler } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';
import { z } from 'zod';
import { Clock } from '../../kernel/clock';
import { RUN_ACTION } from '../words/buttons';
import { context, message } from '../words/blocks';
import { decodePayload } from '../words/payload';
import { code, escapeMrkdwn, truncate } from '../words/text';
import { ChatOptions } from '../slack/chat.options';
import { Desk } from './desk';
import type { Order } from './desk';
import { MissingServiceError } from './missing-service.error';
import { ServiceDesk } from './service-desk';
import { Trouble } from './trouble';
import { isMessage } from './outcome';
import type { Invocation } from './invocation';
import type { ActionSpec } from './subcommand.types';
import { actionPattern, commandPattern } from './patterns';

/** How long a person waits in silence before the bot says that it is still at work, in milliseconds. */
const SILENCE_MS = 1000;
/** As much of a command as is needed to recognise it by. */
const SAID = 80;

const runPayload = z.object({ command: z.string() });

/**
 * Where everything that comes through the door goes from: a command to the desk and then to its handler, a click to
 * its handler. Knows what is under way, so that a shutdown can wait for it.
 */
@Injectable()
export class Hall {
  private readonly logger = new Logger(Hall.name);
  private readonly handlers = new Map<string, { handler: MessageHandler; action?: ActionSpec }>();
  private readonly underWay = new Set<Promise<void>>();
  private leaving = false;

  constructor(
    private readonly desk: Desk,
    private readonly services: ServiceDesk,
    private readonly trouble: Trouble,
    private readonly clock: Clock,
    private readonly options: ChatOptions,
  ) {}

  /** Makes a handler known under its pattern. */
  serve(pattern: string, handler: MessageHandler, extras: Record<string, unknown>): void {
    const action = extras['action'];
    this.handlers.set(pattern, { handler, ...(isActionSpec(action) ? { action } : {}) });
  }

  /** What to tell people while the bot is shutting down; undefined while it takes commands. */
  closed(): string | undefined {
    return this.leaving ? 'I am restarting and took nothing on. Please try again in a minute.' : undefined;
  }

  /** Carries out what was typed behind the slash command. Never rejects: trouble is told to the asker. */
  command(text: string, invocation: Invocation): Promise<void> {
    return this.track(invocation, () => this.run(text, invocation));
  }

  /** Carries out a click. `actionId` is the button's, `value` its payload. Never rejects. */
  click(actionId: string, value: string | undefined, invocation: Invocation): Promise<void> {
    return this.track(invocation, async () => {
      const id = actionId.split(':')[0] ?? actionId;
      if (id === RUN_ACTION) {
        const { command } = decodePayload(runPayload, value);
        // What is on the button is what a person would have typed, before Slack escaped it.
        return this.run(escapeMrkdwn(command), invocation.saying(`${this.options.command} ${command}`));
      }
      const served = this.handlers.get(actionPattern(id));
      // An unknown button is an old one too: its payload cannot be read, and that is what the person is told.
      const payload = decodePayload(served?.action?.payload ?? z.never(), value);
      if (served) await this.settle(served.handler, payload, invocation);
    });
  }

  /** Takes nothing on any more and waits for what is under way, at most for the configured time. */
  async drain(): Promise<void> {
    this.leaving = true;
    const deadline = new AbortController();
    await Promise.race([Promise.all(this.underWay), this.clock.sleep(this.options.drainMs, deadline.signal)]);
    deadline.abort();
    if (this.underWay.size > 0) this.logger.warn(`${this.underWay.size} commands did not end in time.`);
  }

  private async run(text: string, invocation: Invocation): Promise<void> {
    const { spec, input } = await this.read(text, invocation);
    const served = this.handlers.get(commandPattern(spec.name));
    if (served) await this.settle(served.handler, input, invocation);
  }

  private async read(text: string, { actor }: Invocation): Promise<Order> {
    try {
      return this.desk.read(text, actor);
    } catch (error) {
      throw error instanceof MissingServiceError ? await this.services.choices(error) : error;
    }
  }

  /** Runs a handler through Nest's pipeline and says what it returned. */
  private async settle(handler: MessageHandler, input: unknown, invocation: Invocation): Promise<void> {
    const result: unknown = await handler(input, invocation);
    const outcome: unknown = isObservable(result) ? await lastValueFrom(result, { defaultValue: undefined }) : result;
    if (isMessage(outcome)) await invocation.answer(outcome);
  }

  private track(invocation: Invocation, work: () => Promise<void>): Promise<void> {
    const over = new AbortController();
    void this.breakSilence(invocation, over.signal);
    const done = work()
      .catch((error: unknown) => this.trouble.tell(error, invocation))
      .finally(() => {
        over.abort();
        this.underWay.delete(done);
      });
    this.underWay.add(done);
    return done;
  }

  private async breakSilence(invocation: Invocation, over: AbortSignal): Promise<void> {
    await this.clock.sleep(SILENCE_MS, over);
    if (over.aborted) return;
    const text = `Still at work on ${code(truncate(invocation.said, SAID))}.`;
    await invocation.hint(message(text, context(text)));
  }
}

function isActionSpec(action: unknown): action is ActionSpec {
  return typeof action === 'object' && action !== null && 'id' in action && 'payload' in action;
}
