import { Injectable } from '@nestjs/common';
import type { AuthTestResponse } from '@slack/web-api';
import { mend, ok, Untried } from '../../domain/checkup/checkup.types';
import type { Check, Result } from '../../domain/checkup/checkup.types';
import { Channels } from '../slack/channels';
import { ChatOptions } from '../slack/chat.options';
import { SlackConnection } from '../slack/connection-state';
import { slackWord } from '../slack/slack-errors';
import { SlackWeb } from '../slack/slack-web';
import { channelResult, noChannel, refused, scopesResult, unreachable } from './slack-results';

/** What Slack lets the bot do, asked of Slack itself. Nothing is posted and no socket is opened. */
@Injectable()
export class SlackChecks {
  constructor(
    private readonly options: ChatOptions,
    private readonly slack: SlackWeb,
    private readonly channels: Channels,
    private readonly connection: SlackConnection,
  ) {}

  /** @param alertsChannel where the bot speaks unasked: `#alerts`, or a channel's id */
  all(alertsChannel: string): Check[] {
    const authenticated = this.authentication();
    return [
      { about: 'bot token', look: () => this.botToken(authenticated) },
      { about: 'app token', look: () => this.appToken() },
      { about: 'scopes', look: async () => scopesResult((await known(authenticated)).response_metadata?.scopes) },
      {
        about: 'alerts channel',
        look: async () => (await known(authenticated), await this.alerts(alertsChannel)),
      },
    ];
  }

  /** Of a bot that runs: whether Slack's events reach it. */
  socket(): Check {
    const look = (): Promise<Result> => {
      const state = this.connection.state();
      if (state === 'connected') return Promise.resolve(ok(state));
      const next = 'I go on trying; after some minutes look into my log, and at the network from here to Slack.';
      return Promise.resolve(mend(`${state}, so commands do not reach me.`, next));
    };
    return { about: 'Slack connection', look };
  }

  private authentication(): Authentication {
    let asked: Promise<AuthTestResponse> | undefined;
    return () => (asked ??= this.slack.client.auth.test());
  }

  private async botToken(authenticated: Authentication): Promise<Result> {
    try {
      const { user, team } = await authenticated();
      return ok(`@${user} in the workspace ${team}`);
    } catch (error) {
      return refused('SLACK_BOT_TOKEN', error) ?? unreachable(error);
    }
  }

  /** Slack answers with an address for one socket; it is not used, and the sockets that are open stay so. */
  private async appToken(): Promise<Result> {
    try {
      await this.slack.client.apps.connections.open({ token: this.options.appToken });
      return ok('may open the socket');
    } catch (error) {
      return refused('SLACK_APP_TOKEN', error) ?? unreachable(error);
    }
  }

  private async alerts(name: string): Promise<Result> {
    try {
      const channel = await this.channels.idOf(name);
      if (channel === undefined) return noChannel(name);
      const about = await this.slack.client.conversations.info({ channel });
      return channelResult(name, about.channel);
    } catch (error) {
      const word = slackWord(error);
      if (word === 'channel_not_found') return noChannel(name);
      if (word === 'missing_scope') throw new Untried('a scope is missing to look at it');
      return refused('SLACK_BOT_TOKEN', error) ?? unreachable(error);
    }
  }
}

type Authentication = () => Promise<AuthTestResponse>;

/** For what needs a token: why it is refused is told once. */
async function known(authenticated: Authentication): Promise<AuthTestResponse> {
  return authenticated().catch(() => {
    throw new Untried('Slack does not know the bot yet');
  });
}
