import { Injectable } from '@nestjs/common';
import { Board } from '../../chat/told/board';
import type { Announced, Change } from '../../domain/changes/change.types';
import { tellBelow } from '../tell-below';
import { continuedView } from './continued.view';

/** Tells what was decided at a hook, in the thread of the deployment; and where it was decided, if that is elsewhere. */
@Injectable()
export class ContinuedAnnouncer {
  constructor(private readonly board: Board) {}

  async show(change: Change<'continue'>): Promise<Announced> {
    const { result } = change;
    if (result === undefined) return { seen: true };
    return tellBelow(this.board, change, result.deployment, continuedView({ ...change, result }));
  }
}
