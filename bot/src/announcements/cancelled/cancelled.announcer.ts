import { Injectable } from '@nestjs/common';
import { Board } from '../../chat/told/board';
import type { Announced, Change } from '../../domain/changes/change.types';
import { cancelledView } from './cancelled.view';

/** Tells of a deployment that was cancelled, in the thread of its message; and where it was asked for, if that is elsewhere. */
@Injectable()
export class CancelledAnnouncer {
  constructor(private readonly board: Board) {}

  async show(change: Change<'cancel'>): Promise<Announced> {
    const { id, result, origin } = change;
    if (result === undefined) return { seen: true };
    const view = cancelledView({ ...change, result });
    const { deployment } = result;
    const isHere = deployment !== undefined && (await this.board.channelOf(deployment)) === origin.channel;
    const [below, here] = await Promise.all([
      deployment === undefined ? undefined : this.board.reply(deployment, id, view),
      isHere ? undefined : this.board.show(id, origin.channel, view, { last: true }),
    ]);
    const told = here ?? below;
    if (told === undefined || told.kind === 'said') return { seen: true };
    return { seen: false, why: told.why };
  }
}
