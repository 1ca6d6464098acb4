import { Injectable } from '@nestjs/common';

/** From whom and where the thing that is announced was asked for. */
export interface Origin {
  /** The channel's id: what came of it is told there. */
  channel: string;
  /** What was typed or clicked, for quoting. */
  said: string;
}

/**
 * What can be put on the board, by its name. Each announcement adds its own by declaration merging, so that the board
 * itself knows none of them and both ends are still checked.
 */
export interface Subjects {}

type Show<Name extends keyof Subjects> = (subject: Subjects[Name], origin: Origin) => Promise<void>;

/** Where a command leaves what it has started, and an announcement picks it up: the two never know each other. */
@Injectable()
export class Noticeboard {
  private readonly shows = new Map<PropertyKey, (subject: never, origin: Origin) => Promise<void>>();

  /** Throws an Error when the name is taken, which stops the boot. */
  show<Name extends keyof Subjects>(name: Name, show: Show<Name>): void {
    if (this.shows.has(name)) throw new Error(`Two announcements show "${String(name)}".`);
    this.shows.set(name, show);
  }

  /** Resolves when the first message about it stands. Rejects when it could not be posted. */
  async announce<Name extends keyof Subjects>(name: Name, subject: Subjects[Name], origin: Origin): Promise<void> {
    const show = this.shows.get(name);
    if (!show) throw new Error(`Nothing shows "${String(name)}".`);
    await show(subject, origin);
  }
}
