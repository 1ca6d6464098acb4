import { Injectable, Logger } from '@nestjs/common';
import { App } from '@slack/bolt';
import type { AuthorizeResult } from '@slack/bolt';
import { Clock } from '../../kernel/clock';
import { ChatOptions } from '../slack/chat.options';
import { asRefusal, SlackRefusedError } from '../slack/refusal';
import { askedToWait } from '../slack/slack-errors';
import { SlackWeb, webOptions } from '../slack/slack-web';
import type { Hall } from '../asked/hall';
import { BoltLogger } from '../slack/bolt-logger';
import { Incoming } from './incoming';
import { ReceiverFactory } from './receiver-factory';
import type { OpenReceiver } from './receiver-factory';
import { messageOf } from '../../kernel/message-of';

/** How long the start waits for the socket before it goes on without, in milliseconds. */
const PATIENCE_MS = 5000;
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 3000;
/** Once the start is over a refused token ends nothing: some refusals are lifted. */
const REFUSED_EVERY_MS = 60_000;

/** The way in from Slack. One listener for each sort of event: Bolt would run every one that matches. */
@Injectable()
export class SlackDoor {
  private readonly logger = new Logger(SlackDoor.name);
  private readonly leaving = new AbortController();
  private opened: OpenReceiver | undefined;
  /** The start is over, with or without Slack. */
  private started = false;

  constructor(
    private readonly options: ChatOptions,
    private readonly slack: SlackWeb,
    private readonly factory: ReceiverFactory,
    private readonly incoming: Incoming,
    private readonly clock: Clock,
  ) {}

  /**
   * Opens the door. Resolves when events come in; also when Slack cannot be reached just now, in which case the bot goes
   * on trying. Rejects with a SlackRefusedError when Slack refuses one of the tokens.
   */
  async open(hall: Hall): Promise<void> {
    const connected = this.connect(hall);
    // What fails after the start went on without it can only be logged; readiness shows it too.
    connected.catch((error: unknown) => {
      if (this.started) this.logger.error(messageOf(error));
    });
    await Promise.race([connected, this.clock.sleep(PATIENCE_MS, this.leaving.signal)]);
    this.started = true;
  }

  /** Closes it. Resolves when the connection is really closed. */
  async close(): Promise<void> {
    this.leaving.abort();
    await this.opened?.close();
  }

  private async connect(hall: Hall): Promise<void> {
    const authorization = await this.authenticate();
    if (!authorization) return;
    const opened = this.factory.create();
    this.opened = opened;
    // Deferred, and with the authorization known: otherwise Bolt calls auth.test while it is being constructed, and an
    // unreachable Slack is an unhandled rejection that ends the process.
    const app = new App({
      receiver: opened.receiver,
      authorize: () => Promise.resolve(authorization),
      clientOptions: webOptions(this.options, this.slack.fetch),
      logger: new BoltLogger('Bolt'),
      convoStore: false,
      deferInitialization: true,
    });
    await app.init();
    this.listen(app, hall);
    await app.start();
  }

  private listen(app: App, hall: Hall): void {
    app.command(/.*/, (args) => this.incoming.command(args, hall));
    app.action({ type: 'block_actions', action_id: /.*/ }, (args) => this.incoming.click(args, hall));
    app.event('app_mention', (args) => this.incoming.mention(args, hall));
    app.error((error) => {
      this.logger.error(error);
      return Promise.resolve();
    });
  }

  /** Asks Slack who the bot is, for as long as it takes. Undefined when the bot is shut down meanwhile. */
  private async authenticate(): Promise<AuthorizeResult | undefined> {
    for (let wait = FIRST_WAIT_MS; !this.leaving.signal.aborted; wait = Math.min(LONGEST_WAIT_MS, wait * 1.5)) {
      try {
        const { bot_id: botId, user_id: botUserId } = await this.slack.client.auth.test();
        const ids = { ...(botId ? { botId } : {}), ...(botUserId ? { botUserId } : {}) };
        return this.leaving.signal.aborted ? undefined : { botToken: this.options.botToken, ...ids };
      } catch (failure) {
        const error = asRefusal('bot token', failure);
        const isRefusal = error instanceof SlackRefusedError;
        if (isRefusal && !this.started) throw error;
        if (isRefusal) this.logger.error(error.message);
        else if (wait === FIRST_WAIT_MS)
          this.logger.warn(`Slack cannot tell me who I am, and I go on asking: ${String(failure)}`);
        const pause = isRefusal ? REFUSED_EVERY_MS : Math.max(wait, askedToWait(failure) ?? 0);
        await this.clock.sleep(pause, this.leaving.signal);
      }
    }
    return undefined;
  }
}
