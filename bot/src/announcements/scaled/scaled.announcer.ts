import { Injectable } from '@nestjs/common';
import { ChatOptions } from '../../chat/slack/chat.options';
import type { Message } from '../../chat/slack/message.types';
import { Board } from '../../chat/told/board';
import type { Announced, Change } from '../../domain/changes/change.types';
import { recycledView } from './recycled.view';
import { desiredView, rangeView } from './scaled.view';

/**
 * Shows what somebody changed of a service's tasks, how many run, in which range, or one that was replaced: in the place
 * of the question where there was one.
 */
@Injectable()
export class ScaledAnnouncer {
  constructor(
    private readonly board: Board,
    private readonly options: ChatOptions,
  ) {}

  desired(change: Change<'desired'>): Promise<Announced> {
    const { result } = change;
    return result === undefined ? NOTHING : this.show(change, desiredView({ ...change, result }, this.options.command));
  }

  range(change: Change<'range'>): Promise<Announced> {
    const { result } = change;
    return result === undefined ? NOTHING : this.show(change, rangeView({ ...change, result }, this.options.command));
  }

  recycled(change: Change<'recycle'>): Promise<Announced> {
    const { result } = change;
    return result === undefined ? NOTHING : this.show(change, recycledView({ ...change, result }));
  }

  private async show({ id, origin }: Change, message: Message): Promise<Announced> {
    if (origin.message) this.board.adopt(id, origin.message);
    const told = await this.board.show(id, origin.message?.channel ?? origin.channel, message, { last: true });
    return told.kind === 'said' ? { seen: true } : { seen: false, why: told.why };
  }
}

/** A change that has no result was not made, and there is nothing to show. */
const NOTHING = Promise.resolve<Announced>({ seen: true });
