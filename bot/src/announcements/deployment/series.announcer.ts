import { Injectable } from '@nestjs/common';
import { Board } from '../../chat/told/board';
import type { Announced } from '../../domain/changes/change.types';
import type { DeploymentSnapshot } from '../../domain/deployments/snapshot.types';
import { SeriesAnnouncements } from '../../domain/series/series.port';
import type { Series } from '../../domain/series/series.types';
import { Clock } from '../../kernel/clock';
import { riseView } from './deployment.view';
import { seriesEndView, seriesView } from './series.view';

/** Shows a deployment to several services as one message, a line for each, and tells its end in the thread. */
@Injectable()
export class SeriesAnnouncer extends SeriesAnnouncements {
  constructor(
    private readonly board: Board,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async show(
    series: Series,
    now?: DeploymentSnapshot,
    { last = false }: { last?: boolean } = {},
  ): Promise<Announced> {
    const message = seriesView(this.clock.now(), series, now);
    const told = await this.board.show(series.id, series.origin.channel, message, { last });
    return told.kind === 'said' ? { seen: true } : { seen: false, why: told.why };
  }

  override async worse({ id }: Series, now: DeploymentSnapshot, name: string): Promise<void> {
    await this.board.reply(id, name, riseView(now), { broadcast: true });
  }

  override async end(series: Series): Promise<void> {
    await this.board.reply(series.id, 'end', seriesEndView(series), { broadcast: series.state === 'stopped' });
  }

  override hold({ id }: Series, isHeld: (() => boolean) | undefined): void {
    this.board.hold(id, isHeld);
  }
}
