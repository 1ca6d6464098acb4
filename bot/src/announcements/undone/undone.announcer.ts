import { Injectable } from '@nestjs/common';
import { Board } from '../../chat/told/board';
import type { Announced } from '../../domain/changes/change.types';
import type { Undone } from '../../domain/changes/changes.port';
import { undoneView } from './undone.view';

/** Tells of changes that the bot left in the middle, in the place of the question where there was one. */
@Injectable()
export class UndoneAnnouncer {
  constructor(private readonly board: Board) {}

  async show(undone: Undone): Promise<Announced> {
    const { id, origin } = undone.change;
    if (origin.message) this.board.adopt(id, origin.message);
    const told = await this.board.show(id, origin.message?.channel ?? origin.channel, undoneView(undone), {
      last: true,
    });
    return told.kind === 'said' ? { seen: true } : { seen: false, why: told.why };
  }
}
