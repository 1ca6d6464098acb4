import type { Channels } from './channels';
import type { Message } from './message';
import type { Messages } from './messages';
import { mentionsIn } from './mentions';

export interface Notification {
  ts: string;
  reason: 'mention' | 'dm' | 'thread';
}

/**
 * What each person has not read yet and what Slack pinged them for. Only new messages count: an edit raises neither
 * (https://docs.slack.dev/messaging/modifying-messages), and a private answer is not counted as unread.
 */
export class Reading {
  private readonly pages = new Map<string, { unread: number; notifications: Notification[] }>();

  constructor(
    private readonly channels: Channels,
    private readonly messages: Messages,
  ) {}

  notePosted(message: Message): void {
    const channel = this.channels.byId(message.channel);
    if (message.ephemeralFor || !channel) return;
    for (const user of channel.members) {
      if (user === message.user) continue;
      const reason = this.reasonToNotify(message, user, channel.directWith !== undefined);
      const page = this.page(user, message.channel);
      if (reason) page.notifications.push({ ts: message.ts, reason });
      if (reason || !message.threadTs || message.isBroadcast) page.unread += 1;
    }
  }

  of(user: string, channel: string): { unread: number; notifications: Notification[] } {
    return this.page(user, channel);
  }

  /** The person looked at the channel: nothing there is unread any more. */
  markRead(user: string, channel: string): void {
    this.pages.delete(`${user} ${channel}`);
  }

  clear(): void {
    this.pages.clear();
  }

  private reasonToNotify(message: Message, user: string, isDirect: boolean): Notification['reason'] | undefined {
    if (mentionsIn(message).has(user)) return 'mention';
    if (isDirect) return 'dm';
    return message.threadTs && this.followsThread(message, message.threadTs, user) ? 'thread' : undefined;
  }

  /** One follows a thread that one began, wrote in, or was mentioned in. */
  private followsThread(message: Message, threadTs: string, user: string): boolean {
    const parent = this.messages.find(message.channel, threadTs);
    const earlier = this.messages.replies(message.channel, threadTs).filter((reply) => reply !== message);
    return [...(parent ? [parent] : []), ...earlier].some((said) => said.user === user || mentionsIn(said).has(user));
  }

  private page(user: string, channel: string): { unread: number; notifications: Notification[] } {
    const key = `${user} ${channel}`;
    const page = this.pages.get(key) ?? { unread: 0, notifications: [] };
    this.pages.set(key, page);
    return page;
  }
}
