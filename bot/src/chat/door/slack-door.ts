import { Injectable, Logger } from '@nestjs/common';
import { App } from '@slack/bolt';
import type { AuthorizeResult } from '@slack/bolt';
import { Clock } from '../../kernel/clock';
import { ChatOptions } from '../slack/chat.options';
import { slackWord } from '../slack/slack-errors';
import { SlackWeb, webOptions } from '../slack/slack-web';
import type { Hall } from '../asked/hall';
import { BoltLogger } from '../slack/bolt-logger';
import { Incoming } from './incoming';
import { ReceiverFactory } from './receiver-factory';
import type { OpenReceiver } from './receiver-factory';

/** How long the start waits for the socket before it goes on without, in milliseconds. */
const PATIENCE_MS = 5000;
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 3000;

/** Slack refused a token: the message says which, in Slack's word why, and where to get it. Nothing will mend it but that. */
export class SlackRefusedError extends Error {}

/** The way in from Slack. One listener for each sort of event: Bolt would run every one that matches. */
@Injectable()
export class SlackDoor {
  private readonly logger = new Logger(SlackDoor.name);
  private readonly leaving = new AbortController();
  private opened: OpenReceiver | undefined;

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
    let started = false;
    const connected = this.connect(hall);
    // What fails after the start went on without it can only be logged; readiness shows it too.
    connected.catch((error: unknown) => {
      if (started) this.logger.error(error instanceof Error ? error.message : String(error));
    });
    await Promise.race([connected, this.clock.sleep(PATIENCE_MS, this.leaving.signal)]);
    started = true;
  }

  /** Closes it. Resolves when the connection is really closed. */
  async close(): Promise<void> {
    this.leaving.abort();
    await this.opened?.close();
  }

  private async connect(hall: Hall): Promise<void> {
    const authorization = await this.authenticate();
    if (!authorization || this.leaving.signal.aborted) return;
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
    try {
      await app.start();
    } catch (error) {
      if (this.leaving.signal.aborted) return;
      throw refused('app-level token', 'Basic Information, App-Level Tokens', error);
    }
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
        return { botToken: this.options.botToken, ...ids };
      } catch (error) {
        if (slackWord(error)) throw refused('bot token', 'OAuth & Permissions', error);
        if (wait === FIRST_WAIT_MS) this.logger.warn(`Slack cannot be reached, and I go on trying: ${String(error)}`);
        await this.clock.sleep(wait, this.leaving.signal);
      }
    }
    return undefined;
  }
}

function refused(token: string, page: string, cause: unknown): SlackRefusedError {
  const why = slackWord(cause) ?? (cause instanceof Error ? cause.message : String(cause));
  const what = `Slack refused the ${token} (${why}).`;
  return new SlackRefusedError(`${what} Copy it again from the app's page: ${page}.`, { cause });
}
