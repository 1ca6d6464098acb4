import { Module } from '@nestjs/common';
import { AccessModule } from '../domain/access/access.module';
import { ChangesModule } from '../domain/changes/changes.module';
import { ServicesModule } from '../domain/services/services.module';
import { Channels } from './slack/channels';
import { ChatOptions } from './slack/chat.options';
import { SlackChecks } from './checkup/slack-checks';
import { SlackConnection } from './slack/connection-state';
import { ChangeAction } from './asked/change.action';
import { ChangeDesk } from './asked/change-desk';
import { Desk } from './asked/desk';
import { ServiceDesk } from './asked/service-desk';
import { Trouble } from './asked/trouble';
import { Board } from './told/board';
import { PrivateFiles } from './told/private-files';
import { Teller } from './told/teller';
import { People } from './slack/people';
import { SlackPoster } from './slack/slack-poster';
import { SlackWeb, slackWeb } from './slack/slack-web';
import { Deliveries } from './door/deliveries';
import { Incoming } from './door/incoming';
import { Unanswered } from './door/unanswered';
import { ReceiverFactory } from './door/receiver-factory';
import { SlackDoor } from './door/slack-door';
import { SocketModeFactory } from './door/socket-mode';
import { Wires } from './door/sockets/wire';
import { WsWires } from './door/sockets/ws-wires';
import { SubcommandRegistry } from './asked/subcommand.registry';
import { Hall } from './asked/hall';
import { SlackTransport } from './door/slack.transport';

/**
 * The Slack kit. Commands and announcements import it; it knows none of them. It exports what the decorators' guard,
 * filter and interceptor need, since Nest makes those in the module of each handler.
 */
@Module({
  imports: [AccessModule, ChangesModule, ServicesModule],
  controllers: [ChangeAction],
  providers: [
    { provide: SlackWeb, useFactory: (options: ChatOptions) => slackWeb(options), inject: [ChatOptions] },
    { provide: ReceiverFactory, useClass: SocketModeFactory },
    { provide: Wires, useClass: WsWires },
    Board,
    ChangeDesk,
    Channels,
    Deliveries,
    Desk,
    Hall,
    Incoming,
    People,
    PrivateFiles,
    SlackPoster,
    ServiceDesk,
    SlackChecks,
    SlackConnection,
    SlackDoor,
    SlackTransport,
    SubcommandRegistry,
    Teller,
    Trouble,
    Unanswered,
  ],
  exports: [
    AccessModule,
    Board,
    ChangeDesk,
    Channels,
    PrivateFiles,
    SlackPoster,
    ServiceDesk,
    SlackChecks,
    SlackConnection,
    SlackTransport,
    SubcommandRegistry,
    Trouble,
  ],
})
export class ChatModule {}
