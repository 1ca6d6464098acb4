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
import type { NamedChannel } from './slack-results';

/** What Slack lets the bot do, asked of Slack itself. Nothing is posted and no socket is opened. */
@Injectable()
export class SlackChecks {
  constructor(
    private readonly options: ChatOptions,
    private readonly slack: SlackWeb,
    private readonly channels: Channels,
    private readonly connection: SlackConnection,
  ) {}

  /** @param channels.service those that are some services' own, as far as they are others than that of alarms */
  all(channels: { alerts: string; service: readonly string[] }): Check[] {
    const authenticated = this.authentication();
    const look = (channel: NamedChannel) => async () => (await known(authenticated), await this.channel(channel));
    return [
      { about: 'bot token', look: () => this.botToken(authenticated) },
      { about: 'app token', look: () => this.appToken() },
      { about: 'scopes', look: async () => scopesResult((await known(authenticated)).response_metadata?.scopes) },
      { about: 'alerts channel', look: look({ name: channels.alerts, setting: 'ALERTS_CHANNEL' }) },
      ...channels.service.map((name) => ({
        about: `channel ${name}`,
        look: look({ name, setting: 'SERVICE_CHANNELS' }),
      })),
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

  private async channel(named: NamedChannel): Promise<Result> {
    try {
      const channel = await this.channels.idOf(named.name);
      if (channel === undefined) return noChannel(named);
      const about = await this.slack.client.conversations.info({ channel });
      return channelResult(named, about.channel);
    } catch (error) {
      const word = slackWord(error);
      if (word === 'channel_not_found') return noChannel(named);
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
