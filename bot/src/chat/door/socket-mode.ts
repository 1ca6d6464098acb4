import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock';
import { ChatOptions } from '../slack/chat.options';
import { SlackConnection } from '../slack/connection-state';
import { asRefusal } from '../slack/refusal';
import { SlackWeb } from '../slack/slack-web';
import { ReceiverFactory } from './receiver-factory';
import type { OpenReceiver } from './receiver-factory';
import { SocketReceiver } from './socket-receiver';
import { SocketPool } from './sockets/socket-pool';
import { Wires } from './sockets/wire';

/** Slack over WebSockets that the bot opens: nothing of the bot needs to be reachable. */
@Injectable()
export class SocketModeFactory extends ReceiverFactory {
  constructor(
    private readonly options: ChatOptions,
    private readonly slack: SlackWeb,
    private readonly wires: Wires,
    private readonly connection: SlackConnection,
    private readonly clock: Clock,
  ) {
    super();
  }

  create(): OpenReceiver {
    const pool = new SocketPool({
      wires: this.wires,
      clock: this.clock,
      address: () => this.address(),
      envelope: (envelope, acknowledge) => void receiver.take(envelope, acknowledge),
      opened: (open) => this.connection.become(open > 0 ? 'connected' : 'connecting'),
    });
    const receiver = new SocketReceiver(pool);
    return { receiver, close: () => this.close(pool) };
  }

  private async address(): Promise<string> {
    try {
      const { url } = await this.slack.client.apps.connections.open({ token: this.options.appToken });
      if (url === undefined) throw new Error('Slack answered without the address of a socket.');
      return url;
    } catch (error) {
      throw asRefusal('app-level token', error);
    }
  }

  private async close(pool: SocketPool): Promise<void> {
    await pool.close();
    this.connection.become('disconnected');
  }
}
