import { Injectable } from '@nestjs/common';
import type { Message } from '../chat/slack/message.types';
import { Board } from '../chat/told/board';
import type { Announcement } from '../domain/incidents/announcement.types';
import { AnnouncementPublisher } from '../domain/incidents/incidents.port';
import { Clock } from '../kernel/clock';
import { AnnouncementsOptions } from './announcements.options';
import { alarmView } from './alarm/alarm.view';
import { scalingView } from './scaling/scaling.view';
import { unheardView } from './unheard/unheard.view';

/** Tells incidents in the alerts channel: one message for each key, edited when its state changes. */
@Injectable()
export class IncidentPublisher extends AnnouncementPublisher {
  /** How many states of each key are not said yet. */
  private readonly unsaid = new Map<string, number>();

  constructor(
    private readonly options: AnnouncementsOptions,
    private readonly board: Board,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async publish(announcement: Announcement, isOwn: () => boolean): Promise<boolean> {
    const { key } = announcement;
    this.board.hold(key, isOwn);
    const message = viewOf(announcement, this.clock.now());
    const shown = this.board.show(key, this.options.alertsChannel, message, { last: isOver(announcement) });
    this.count(key, 1);
    const told = await shown.finally(() => this.count(key, -1));
    return told.kind !== 'left';
  }

  override leave(): void {
    for (const key of this.unsaid.keys()) this.board.letGo(key);
  }

  private count(key: string, more: number): void {
    const open = (this.unsaid.get(key) ?? 0) + more;
    if (open > 0) this.unsaid.set(key, open);
    else {
      this.unsaid.delete(key);
      this.board.hold(key, undefined);
    }
  }
}

function isOver(announcement: Announcement): boolean {
  switch (announcement.kind) {
    case 'alarm':
      return announcement.state === 'ended';
    case 'unheard':
      return announcement.until !== undefined;
    case 'scaling':
    default:
      return announcement.activity.status !== 'under-way';
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
