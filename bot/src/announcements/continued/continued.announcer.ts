import { Injectable } from '@nestjs/common';
import { Board } from '../../chat/told/board';
import type { Announced, Change } from '../../domain/changes/change.types';
import { continuedView } from './continued.view';

/** Tells what was decided at a hook, in the thread of the deployment; and where it was decided, if that is elsewhere. */
@Injectable()
export class ContinuedAnnouncer {
  constructor(private readonly board: Board) {}

  async show(change: Change<'continue'>): Promise<Announced> {
    const { id, result, origin } = change;
    if (result === undefined) return { seen: true };
    const view = continuedView({ ...change, result });
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
