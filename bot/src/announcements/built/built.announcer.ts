import { Injectable } from '@nestjs/common';
import { Board } from '../../chat/told/board';
import { BuildAnnouncements } from '../../domain/builds/builds.port';
import { buildKey } from '../../domain/builds/builds.types';
import type { Build } from '../../domain/builds/builds.types';
import { AnnouncementsOptions } from '../announcements.options';
import { channelOf } from '../service-channels';
import { builtView } from './built.view';

/** Tells in a service's channel that an image for it was built. */
@Injectable()
export class BuiltAnnouncer extends BuildAnnouncements {
  constructor(
    private readonly board: Board,
    private readonly options: AnnouncementsOptions,
  ) {
    super();
  }

  override async tell(build: Build): Promise<void> {
    const channel = channelOf(this.options.serviceChannels, build.ref) ?? this.options.alertsChannel;
    await this.board.show(`build:${buildKey(build)}`, channel, builtView(build), { last: true });
  }
}
