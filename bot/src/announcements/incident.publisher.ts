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
  constructor(
    private readonly options: AnnouncementsOptions,
    private readonly board: Board,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async publish(announcement: Announcement): Promise<void> {
    const message = viewOf(announcement, this.clock.now());
    await this.board.show(announcement.key, this.options.alertsChannel, message, { last: isOver(announcement) });
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
