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

type Shows = { [Name in keyof Subjects]: (subject: Subjects[Name], origin: Origin) => Promise<void> };

/** Where a command leaves what it has started, and an announcement picks it up: the two never know each other. */
@Injectable()
export class Noticeboard {
  private shows: Partial<Shows> = {};

  /** Throws an Error when the name is taken, which stops the boot. */
  show<Name extends keyof Subjects>(name: Name, show: Shows[Name]): void {
    if (this.shows[name]) throw new Error(`Two announcements show "${name}".`);
    this.shows = { ...this.shows, [name]: show };
  }

  /** Resolves when the first message about it stands. Rejects when it could not be posted. */
  async announce<Name extends keyof Subjects>(name: Name, subject: Subjects[Name], origin: Origin): Promise<void> {
    const show: Shows[Name] | undefined = this.shows[name];
    if (!show) throw new Error(`Nothing shows "${name}".`);
    await show(subject, origin);
  }
}
