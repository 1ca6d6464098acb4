import { Injectable } from '@nestjs/common';
import { SocketModeReceiver } from '@slack/bolt';
import { Clock } from '../../kernel/clock';
import { ChatOptions } from '../slack/chat.options';
import { SlackConnection } from '../slack/connection-state';
import { webOptions } from '../slack/slack-web';
import { BoltLogger } from '../slack/bolt-logger';
import { ReceiverFactory } from './receiver-factory';
import type { OpenReceiver } from './receiver-factory';

/** After a routine disconnect socket-mode waits this long before it has a socket again; its default is 5 s. */
const PING_TIMEOUT_MS = 1000;
/** How many attempts and how far apart, in milliseconds: fewer than this, and an outage of Slack ends the process. */
const RETRIES = { retries: 1000, factor: 1.3, minTimeout: 250, maxTimeout: 3000 };
const CLOSE_MS = 2000;

/** Slack over a WebSocket that the bot opens: nothing of the bot needs to be reachable. */
@Injectable()
export class SocketModeFactory extends ReceiverFactory {
  constructor(
    private readonly options: ChatOptions,
    private readonly connection: SlackConnection,
    private readonly clock: Clock,
  ) {
    super();
  }

  create(): OpenReceiver {
    const receiver = new SocketModeReceiver({
      appToken: this.options.appToken,
      clientPingTimeout: PING_TIMEOUT_MS,
      logger: new BoltLogger('SlackSocket'),
      // An object of its own: socket-mode writes its retries into the one it is given.
      installerOptions: {
        clientOptions: { ...webOptions(this.options), rejectRateLimitedCalls: false, retryConfig: RETRIES },
      },
    });
    const { client } = receiver;
    client.on('connected', () => this.connection.become('connected'));
    for (const event of ['connecting', 'reconnecting', 'close'])
      client.on(event, () => this.connection.become('connecting'));
    client.on('disconnected', () => this.connection.become('disconnected'));
    return { receiver, close: () => this.close(receiver) };
  }

  /** Bolt's own stop returns before the socket is closed, and a socket that never answers would hold the process. */
  private async close({ client }: SocketModeReceiver): Promise<void> {
    const closed = new AbortController();
    await Promise.race([client.disconnect(), this.clock.sleep(CLOSE_MS, closed.signal)]);
    closed.abort();
    this.connection.become('disconnected');
  }
}
