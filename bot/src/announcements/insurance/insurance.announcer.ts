import { Injectable } from '@nestjs/common';
import { Board } from '../../chat/told/board';
import { LossAnnouncements } from '../../domain/insurance/insurance.port';
import type { Loss } from '../../domain/insurance/insurance.types';
import { serviceKey } from '../../domain/services/service-ref.types';
import { AnnouncementsOptions } from '../announcements.options';
import { channelOf } from '../service-channels';
import { lossView } from './insurance.view';

/** Tells in a service's channel that an image which it may need is gone. */
@Injectable()
export class InsuranceAnnouncer extends LossAnnouncements {
  constructor(
    private readonly board: Board,
    private readonly options: AnnouncementsOptions,
  ) {
    super();
  }

  override async tell(loss: Loss): Promise<boolean> {
    const { ref, digest, at } = loss;
    const channel = channelOf(this.options.serviceChannels, ref) ?? this.options.alertsChannel;
    // What is lost again another day is told anew; a bot that ends before that is written down says it once.
    const key = `loss:${serviceKey(ref)}:${digest}:${new Date(at).toISOString().slice(0, 10)}`;
    const told = await this.board.show(key, channel, lossView(loss), { last: true });
    return told.kind !== 'left';
  }
}
