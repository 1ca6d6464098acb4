import { Injectable } from '@nestjs/common';
import type { Announcement } from '../../domain/incidents/announcement.types';
import { AnnouncementOutbox } from '../../domain/incidents/incident-memory.port';
import { Clock } from '../../kernel/clock';
import { Database } from '../database';

/** What is to be said of incidents, until it was. */
@Injectable()
export class StoredAnnouncementOutbox extends AnnouncementOutbox {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async put(announcement: Announcement): Promise<void> {
    const { key } = announcement;
    const body = JSON.stringify(announcement);
    await this.database.ask((db) =>
      db
        .insertInto('announcements')
        .values({ key, at: this.clock.now(), body })
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ body }))
        .execute(),
    );
  }

  override async takeOut(announcement: Announcement): Promise<void> {
    const body = JSON.stringify(announcement);
    await this.database.ask((db) =>
      db.deleteFrom('announcements').where('key', '=', announcement.key).where('body', '=', body).execute(),
    );
  }

  override async unsaid(): Promise<Announcement[]> {
    const rows = await this.database.ask((db) =>
      db.selectFrom('announcements').select('body').orderBy('at').orderBy('key').execute(),
    );
    return rows.map(({ body }) => JSON.parse(body) as Announcement);
  }
}
