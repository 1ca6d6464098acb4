import { Module } from '@nestjs/common';
import { AccessModule } from '../domain/access/access.module';
import { ServicesModule } from '../domain/services/services.module';
import { Channels } from './channels';
import { ChatOptions } from './chat.options';
import { SlackChecks } from './checkup/slack-checks';
import { SlackConnection } from './connection-state';
import { Desk } from './desk/desk';
import { ServiceDesk } from './desk/service-desk';
import { Trouble } from './errors/trouble';
import { LiveMessages } from './live-message';
import { Noticeboard } from './noticeboard';
import { Outbox } from './outbox/outbox';
import { SlackWeb, slackWeb } from './outbox/slack-web';
import { Incoming } from './receiver/incoming';
import { ReceiverFactory } from './receiver/receiver-factory';
import { SlackDoor } from './receiver/slack-door';
import { SocketModeFactory } from './receiver/socket-mode';
import { SubcommandRegistry } from './subcommand.registry';
import { Hall } from './transport/hall';
import { SlackTransport } from './transport/slack.transport';

/**
 * The Slack kit. Commands and announcements import it; it knows none of them. It exports what the decorators' guard,
 * filter and interceptor need, since Nest makes those in the module of each handler.
 */
@Module({
  imports: [AccessModule, ServicesModule],
  providers: [
    { provide: SlackWeb, useFactory: (options: ChatOptions) => slackWeb(options), inject: [ChatOptions] },
    { provide: ReceiverFactory, useClass: SocketModeFactory },
    Channels,
    Desk,
    Hall,
    Incoming,
    LiveMessages,
    Noticeboard,
    Outbox,
    ServiceDesk,
    SlackChecks,
    SlackConnection,
    SlackDoor,
    SlackTransport,
    SubcommandRegistry,
    Trouble,
  ],
  exports: [
    AccessModule,
    Channels,
    LiveMessages,
    Noticeboard,
    Outbox,
    ServiceDesk,
    SlackChecks,
    SlackConnection,
    SlackTransport,
    SubcommandRegistry,
    Trouble,
  ],
})
export class ChatModule {}
