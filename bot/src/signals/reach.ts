import type { Feed } from '../domain/incidents/announcement.types';

/** Each poll reaches back over the one before: AWS shows some things late, and what was seen already changes nothing. */
const OVERLAP_MS = 2 * 60_000;
/** What happened while the bot was away is told where it was no longer ago than that: no replay of an evening. */
const LOOK_BACK_MS = 10 * 60_000;

/** How far back the news of one environment are told and asked for. Times are milliseconds since the epoch. */
export class Reach {
  private readonly until: Record<Feed, number>;

  /** @param from what happened before is never told */
  private constructor(readonly from: number) {
    this.until = { alarms: from, 'scaling activities': from };
  }

  /** @param listenedSince since when the environment is listened to, where it was before this start */
  static of(startedAt: number, listenedSince: number | undefined): Reach {
    const isNew = listenedSince === undefined;
    return new Reach(isNew ? startedAt : Math.max(listenedSince, startedAt - LOOK_BACK_MS));
  }

  /** Since when a feed is to be asked next: what happened later is heard by itself. */
  since(feed: Feed): number {
    return Math.max(this.from, this.until[feed] - OVERLAP_MS);
  }

  /** Up to when everything of a feed was seen. */
  seenUntil(feed: Feed): number {
    return this.until[feed];
  }

  /** Everything of a feed was seen up to `asOf`. */
  saw(feed: Feed, asOf: number): void {
    this.until[feed] = asOf;
  }
}
