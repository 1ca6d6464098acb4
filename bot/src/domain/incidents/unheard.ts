import type { NotPermittedError } from '../services/services.errors';
import type { Feed, UnheardAnnouncement } from './announcement.types';
import { TrackedMap } from './tracked-map';

/** What AWS does not let the bot hear: one announcement for each permission that is missing, however often it is asked. */
export class Unheard {
  /** @param open what was told and is not over, by environment and permission */
  constructor(private readonly open = new TrackedMap<UnheardAnnouncement>()) {}

  /**
   * A feed was denied.
   * @param at milliseconds since the epoch
   * @returns what there is to say, where that is new
   */
  denied(environment: string, feed: Feed, error: NotPermittedError, at: number): UnheardAnnouncement | undefined {
    const key = `${environment} ${error.action ?? error.message}`;
    const known = this.open.get(key);
    if (known?.feeds.includes(feed)) return undefined;
    const first = { kind: 'unheard', environment, why: error.message, since: at, key: `unheard:${key}:${at}` } as const;
    const said = { ...(known ?? first), feeds: [...(known?.feeds ?? []), feed] };
    this.open.set(key, said);
    return said;
  }

  /** A feed was heard: what is over by that. */
  heard(environment: string, feed: Feed, at: number): UnheardAnnouncement[] {
    return this.open.entries().flatMap(([key, said]) => {
      if (said.environment !== environment || !said.feeds.includes(feed)) return [];
      this.open.delete(key);
      return [{ ...said, until: at }];
    });
  }
}
