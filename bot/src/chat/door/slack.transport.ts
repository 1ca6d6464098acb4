import { Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import { Server } from '@nestjs/microservices';
import type { CustomTransportStrategy, MessageHandler } from '@nestjs/microservices';
import { Leases } from '../../kernel/leases';
import { SlackConnection } from '../slack/connection-state';
import { SlackDoor } from './slack-door';
import { SubcommandRegistry } from '../asked/subcommand.registry';
import { isSubcommandSpec } from '../asked/subcommand.types';
import { Hall } from '../asked/hall';

/**
 * Slack as a transport of Nest: handlers of `@Subcommand` and `@Action` are found, guarded, filtered and timed by Nest
 * itself. https://docs.nestjs.com/microservices/custom-transport
 */
@Injectable()
export class SlackTransport extends Server implements CustomTransportStrategy, BeforeApplicationShutdown {
  constructor(
    private readonly registry: SubcommandRegistry,
    private readonly door: SlackDoor,
    private readonly hall: Hall,
    private readonly connection: SlackConnection,
    private readonly leases: Leases,
  ) {
    super();
  }

  /** Throws when two handlers want the same command or button, which stops the boot: Nest itself would let one win. */
  override addHandler(
    pattern: unknown,
    handler: MessageHandler,
    isEventHandler = false,
    extras: Record<string, unknown> = {},
  ): void {
    const route = String(pattern);
    if (this.messageHandlers.has(route)) throw new Error(`Two handlers answer to "${route}". Rename one of them.`);
    super.addHandler(route, handler, isEventHandler, extras);
    if (isSubcommandSpec(extras['subcommand'])) this.registry.add(extras['subcommand']);
    this.hall.serve(route, handler, extras);
  }

  /** Opens Slack. Calls back once events come in, or with the reason when Slack refuses a token. */
  async listen(callback: (error?: unknown) => void): Promise<void> {
    let trouble: unknown;
    try {
      await this.door.open(this.hall);
    } catch (error) {
      trouble = error;
    }
    callback(trouble);
  }

  /**
   * Those under way get their time to end. New ones are told to come back, unless another bot is there: then the door is
   * closed first, and Slack delivers them to that one.
   */
  async beforeApplicationShutdown(): Promise<void> {
    this.connection.become('leaving');
    if (await this.leases.hasOthers()) await this.door.close();
    await this.hall.drain();
  }

  async close(): Promise<void> {
    await this.door.close();
  }

  on(): void {
    throw new Error('Slack has no events to listen to here: write a handler with @Subcommand or @Action.');
  }

  unwrap<T>(): T {
    throw new Error('There is no server to unwrap: Slack is reached through SlackDoor.');
  }

  protected override readonly logger = new Logger(SlackTransport.name);
}
