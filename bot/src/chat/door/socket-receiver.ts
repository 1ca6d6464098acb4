import { Logger } from '@nestjs/common';
import type { App, Receiver } from '@slack/bolt';
import { Once } from './once';
import type { Envelope } from './sockets/frame';
import type { Acknowledge } from './sockets/slack-socket';
import type { SocketPool } from './sockets/socket-pool';

/**
 * Hands Bolt what the sockets hear. Bolt's own receiver has one socket, which is gone for seconds whenever Slack renews
 * it, and which some frames end the process through.
 */
export class SocketReceiver implements Receiver {
  private readonly logger = new Logger(SocketReceiver.name);
  private readonly once = new Once();
  private app: App | undefined;

  constructor(private readonly pool: SocketPool) {}

  init(app: App): void {
    this.app = app;
  }

  start(): Promise<void> {
    return this.pool.open();
  }

  stop(): Promise<void> {
    return this.pool.close();
  }

  /**
   * Takes one envelope. Delivered again it is acknowledged again and nothing more, unless the first acknowledgement
   * failed: then nothing was done. Never rejects.
   */
  async take({ id, payload, retry }: Envelope, acknowledge: Acknowledge): Promise<void> {
    const isFirst = this.once.isFirst(id);
    let asked = false;
    const once = async (response?: unknown): Promise<void> => {
      if (asked) return;
      asked = true;
      try {
        await acknowledge(inFrame(response));
      } catch (error) {
        if (isFirst) this.once.forget(id);
        throw error;
      }
    };
    try {
      if (isFirst) await this.app?.processEvent({ body: payload, ack: once, ...told(retry) });
      // What nobody listens to is acknowledged as well: Slack would deliver it again.
      await once();
    } catch (error) {
      this.logger.error(`What Slack delivered as ${id} could not be taken: ${String(error)}`);
    }
  }
}

function inFrame(response: unknown): object | undefined {
  if (typeof response === 'string') return { text: response };
  return typeof response === 'object' && response !== null ? response : undefined;
}

function told(retry: Envelope['retry']): { retryNum?: number; retryReason?: string } {
  return retry ? { retryNum: retry.number, retryReason: retry.reason } : {};
}
