import { Injectable } from '@nestjs/common';
import { UserError } from '../../kernel/user-error';
import { slackWord } from './persist';
import { SlackWeb } from './slack-web';

const PAGE = 1000;

/** What the bot knows about Slack's channels: where it may speak, and which id a name has. */
@Injectable()
export class Channels {
  private readonly ids = new Map<string, string>();

  constructor(private readonly slack: SlackWeb) {}

  /**
   * Makes sure that what is done from here can be announced here. Asked before anything is changed.
   * @throws UserError in a direct message, in a channel the bot is not in, or when Slack cannot be asked
   */
  async assertPostable(channel: string): Promise<void> {
    if (channel.startsWith('D'))
      throw nothingChanged('Changes are announced in a channel, and this is a direct message.');
    const about = await this.slack.client.conversations.info({ channel }).catch((error: unknown) => {
      // A private channel that the bot is not in does not exist for it.
      if (slackWord(error) === 'channel_not_found') return undefined;
      throw new UserError({
        what: 'I could not find out whether I may post in this channel, so nothing was changed.',
        next: 'Give the command again in a moment.',
        cause: error,
      });
    });
    if (about?.channel?.is_archived) throw nothingChanged('This channel is archived, so nobody would see the change.');
    if (!about?.channel?.is_member) throw nothingChanged('I am not in this channel, so nobody would see the change.');
  }

  /**
   * The id of a channel by `#name` or name; an id is taken as it is. Undefined when there is no such channel, or none
   * that the bot can see.
   */
  async idOf(name: string): Promise<string | undefined> {
    const plain = name.replace(/^#/, '');
    if (/^[CG][A-Z0-9]{7,}$/.test(plain)) return plain;
    if (!this.ids.has(plain)) await this.readIds();
    return this.ids.get(plain);
  }

  private async readIds(): Promise<void> {
    let cursor: string | undefined;
    do {
      const page = await this.slack.client.conversations.list({
        types: 'public_channel,private_channel',
        exclude_archived: true,
        limit: PAGE,
        ...(cursor ? { cursor } : {}),
      });
      for (const { id, name } of page.channels ?? []) if (id && name) this.ids.set(name, id);
      cursor = page.response_metadata?.next_cursor;
    } while (cursor);
  }
}

function nothingChanged(why: string): UserError {
  return new UserError({
    what: 'Nothing was changed.',
    why,
    next: 'Give the command in a channel I am in, or invite me here.',
  });
}
