import { Injectable } from '@nestjs/common';
import { AccessService } from '../access/access.service';
import type { Actor } from '../access/access.types';
import type { ServiceRef } from '../services/service-ref.types';
import { HistoryUnreadError } from './history.errors';
import { History } from './history.port';
import type { HistoryAsked, HistoryEntry, HistoryPage } from './history.types';

/** How many entries are shown at a time: what a telephone shows without much scrolling. */
const PAGE = 10;

/** The record of what was done, as far as somebody may see it. */
@Injectable()
export class HistoryService {
  constructor(
    private readonly history: History,
    private readonly access: AccessService,
  ) {}

  /**
   * Some of the record, the newest first: of the services that `reader` may look at. What was refused or came to nothing
   * is for administrators alone.
   * @throws HistoryUnreadError when it cannot be read
   */
  async page(reader: Actor, asked: HistoryAsked): Promise<HistoryPage> {
    const attempts = this.access.may(reader, 'administer');
    const read = await this.history.newest({ ...asked, attempts }, PAGE + 1).catch((error: unknown) => {
      throw new HistoryUnreadError(error);
    });
    const shown = read.slice(0, PAGE);
    const last = shown.at(-1);
    return {
      entries: shown.filter((entry) => this.maySee(reader, entry)),
      ...(last && read.length > PAGE ? { next: { at: last.at, id: last.id } } : {}),
    };
  }

  private maySee(reader: Actor, entry: HistoryEntry): boolean {
    const ref = serviceOf(entry);
    return ref === undefined || this.access.may(reader, 'look', ref);
  }
}

/** The service that an entry is about, where it is about one. */
function serviceOf(entry: HistoryEntry): ServiceRef | undefined {
  switch (entry.kind) {
    case 'change':
      return entry.change.ref;
    case 'deployment':
      return entry.deployment.ref;
    case 'attempt':
      return entry.attempt.ref;
  }
}
