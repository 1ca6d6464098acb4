import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock';
import { UserError } from '../../kernel/user-error';
import { ChannelNames } from './channel-names';
import { persist } from './persist';
import { slackWord } from './slack-errors';
import { SlackWeb } from './slack-web';

/** Somebody waits for the answer, so a hiccup is sat out and an outage is not. */
const ASKS = 4;

/** What the bot knows about Slack's channels: where it may speak, and which id a name has. */
@Injectable()
export class Channels {
  private readonly names: ChannelNames;

  constructor(
    private readonly slack: SlackWeb,
    private readonly clock: Clock,
  ) {
    this.names = new ChannelNames(slack, clock);
  }

  /**
   * Makes sure that what is done from here can be announced here. Asked before anything is changed.
   * @throws UserError in a direct message, in a channel the bot is not in, or when Slack cannot be asked
   */
  async assertPostable(channel: string): Promise<void> {
    if (channel.startsWith('D'))
      throw nothingChanged('Changes are announced in a channel, and this is a direct message.', ELSEWHERE);
    const about = await persist(this.clock, () => this.slack.client.conversations.info({ channel }), {
      attempts: ASKS,
    }).catch((error: unknown) => {
      // A private channel that the bot is not in does not exist for it.
      if (slackWord(error) === 'channel_not_found') return undefined;
      throw new UserError({
        what: 'I could not find out whether I may post in this channel, so nothing was changed.',
        next: 'Give the command again in a moment.',
        cause: error,
      });
    });
    if (about?.channel?.is_archived)
      throw nothingChanged('This channel is archived, so nobody would see the change.', ELSEWHERE);
    if (!about?.channel?.is_member) throw nothingChanged('I am not in this channel, so nobody would see the change.');
  }

  /**
   * The id of a channel by `#name` or name; an id is taken as it is. Undefined when there is no such channel, or none
   * that the bot can see. A name that is not found is looked for again after some minutes, however often it is asked for.
   */
  async idOf(name: string): Promise<string | undefined> {
    const plain = name.replace(/^#/, '');
    return isId(plain) ? plain : this.names.idOf(plain);
  }

  /** There is no channel of this id any more: its name may have another one by now. */
  forget(id: string): void {
    this.names.forget(id);
  }
}

/** Names are in small letters. */
const isId = (name: string): boolean => /^[CGDUW][A-Z0-9]+$/.test(name);

/** Nobody can be invited to a direct message, nor to an archived channel. */
const ELSEWHERE = 'Give the command in a channel I am in.';

function nothingChanged(why: string, next = 'Give the command in a channel I am in, or invite me here.'): UserError {
  return new UserError({
    what: 'Nothing was changed.',
    why,
    next,
  });
}
