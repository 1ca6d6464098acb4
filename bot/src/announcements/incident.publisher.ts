import { Injectable } from '@nestjs/common';
import { Channels } from '../chat/slack/channels';
import type { Message, MessageRef } from '../chat/slack/message.types';
import { SlackPoster } from '../chat/slack/slack-poster';
import type { Announcement } from '../domain/incidents/announcement.types';
import { AnnouncementPublisher } from '../domain/incidents/incidents.port';
import { Clock } from '../kernel/clock';
import { AnnouncementsOptions } from './announcements.options';
import { alarmView } from './alarm/alarm.view';
import { scalingView } from './scaling/scaling.view';
import { unheardView } from './unheard/unheard.view';

/** An ended episode is not edited again; so many of the newest messages are remembered for editing. */
const REMEMBERED = 500;

interface Said {
  ref: MessageRef;
  message: Message;
}

/** Tells incidents in the alerts channel: one message for each key, edited when its state changes. */
@Injectable()
export class IncidentPublisher extends AnnouncementPublisher {
  private readonly said = new Map<string, Said>();
  private readonly turns = new Map<string, Promise<void>>();

  constructor(
    private readonly options: AnnouncementsOptions,
    private readonly channels: Channels,
    private readonly outbox: SlackPoster,
    private readonly clock: Clock,
  ) {
    super();
  }

  /** One at a time for each key, so that the first post is known before an edit is tried. */
  publish(announcement: Announcement): Promise<void> {
    const { key } = announcement;
    const before = this.turns.get(key) ?? Promise.resolve();
    const turn = before.catch(() => undefined).then(() => this.tell(announcement));
    this.turns.set(key, turn);
    return turn.finally(() => {
      if (this.turns.get(key) === turn) this.turns.delete(key);
    });
  }

  private async tell(announcement: Announcement): Promise<void> {
    const { key } = announcement;
    const message = viewOf(announcement, this.clock.now());
    const said = this.said.get(key);
    if (!said) this.remember(key, { ref: await this.outbox.post(await this.channel(), message, { key }), message });
    else if (said.message.text !== message.text) {
      await this.outbox.update(said.ref, () => message);
      said.message = message;
    }
  }

  private async channel(): Promise<string> {
    const id = await this.channels.idOf(this.options.alertsChannel);
    if (id) return id;
    throw new Error(`There is no channel ${this.options.alertsChannel} that I can see. Create it, or invite me.`);
  }

  private remember(key: string, said: Said): void {
    this.said.set(key, said);
    const [oldest] = this.said.keys();
    if (this.said.size > REMEMBERED && oldest !== undefined) this.said.delete(oldest);
  }
}

function viewOf(announcement: Announcement, now: number): Message {
  switch (announcement.kind) {
    case 'alarm':
      return alarmView(announcement, now);
    case 'unheard':
      return unheardView(announcement, now);
    case 'scaling':
    default:
      return scalingView(announcement, now);
  }
}
