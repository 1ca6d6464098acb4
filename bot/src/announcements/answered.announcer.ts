import { Injectable } from '@nestjs/common';
import type { Announced, Change } from '../domain/changes/change.types';
import { CancelledAnnouncer } from './cancelled/cancelled.announcer';
import { ContinuedAnnouncer } from './continued/continued.announcer';

/** Tells what somebody had become of a deployment that was under way. */
@Injectable()
export class AnsweredAnnouncer {
  constructor(
    private readonly cancelled: CancelledAnnouncer,
    private readonly continued: ContinuedAnnouncer,
  ) {}

  show(change: Change<'cancel'> | Change<'continue'>): Promise<Announced> {
    return change.kind === 'cancel' ? this.cancelled.show(change) : this.continued.show(change);
  }
}
