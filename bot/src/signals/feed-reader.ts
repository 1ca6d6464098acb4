import { Logger } from '@nestjs/common';
import type { Feed } from '../domain/incidents/announcement.types';
import type { IncidentsService } from '../domain/incidents/incidents.service';
import { NotPermittedError } from '../domain/services/services.errors';
import type { Clock } from '../kernel/clock';
import { messageOf } from '../kernel/message-of';

/** Reads one feed of one environment, each by itself, since the one may be denied while the other is not. */
export class FeedReader {
  private readonly logger = new Logger(FeedReader.name);
  private failing = false;

  constructor(
    private readonly environment: string,
    private readonly feed: Feed,
    private readonly incidents: IncidentsService,
    private readonly clock: Clock,
  ) {}

  /** What `ask` answers; nothing where it fails, which is logged once until it is over, and told where it is denied. */
  async read<T>(ask: () => Promise<T[]>): Promise<T[]> {
    const { environment, feed } = this;
    const asOf = this.clock.now();
    try {
      const news = await ask();
      if (this.failing) this.logger.log(`AWS can be asked for ${feed} of ${environment} again.`);
      this.failing = false;
      await this.incidents.heard(environment, feed, asOf);
      return news;
    } catch (error) {
      if (!this.failing) {
        const why = messageOf(error);
        this.logger.warn(`AWS could not be asked for ${feed} of ${environment}; I ask again until it can. ${why}`);
      }
      this.failing = true;
      // Anything else passes; a permission that is missing stays so until somebody hears of it.
      if (error instanceof NotPermittedError) await this.incidents.denied(environment, feed, error, asOf);
      return [];
    }
  }
}
