import { Injectable } from '@nestjs/common';
import { Board } from '../../chat/told/board';
import type { Announced, Change } from '../../domain/changes/change.types';
import { tellBelow } from '../tell-below';
import { cancelledView } from './cancelled.view';

/** Tells of a deployment that was cancelled, in the thread of its message; and where it was asked for, if that is elsewhere. */
@Injectable()
export class CancelledAnnouncer {
  constructor(private readonly board: Board) {}

  async show(change: Change<'cancel'>): Promise<Announced> {
    const { result } = change;
    if (result === undefined) return { seen: true };
    return tellBelow(this.board, change, result.deployment, cancelledView({ ...change, result }));
  }
}
