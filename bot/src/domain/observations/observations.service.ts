import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock';
import type { Part } from '../../kernel/part';
import { ImagesService } from '../images/images.service';
import type { ServiceRef } from '../services/service-ref.types';
import type { ServiceEvent, ServiceLine, ServiceObservation } from './observation.types';
import type { EcsService, Freshness } from './ecs-service.types';
import { EcsServiceObservations, EcsServices, ServiceMetrics, ServiceRanges } from './observations.port';

/** What is running now. */
@Injectable()
export class ObservationsService {
  constructor(
    private readonly ecs: EcsServices,
    private readonly services: EcsServiceObservations,
    private readonly metrics: ServiceMetrics,
    private readonly ranges: ServiceRanges,
    private readonly images: ImagesService,
    private readonly clock: Clock,
  ) {}

  /**
   * One look at a service, to be handed on: what it is set to, what runs, and how it is deployed.
   * @throws ServiceNotFoundError when there is no such service
   */
  look(ref: ServiceRef, freshness?: Freshness): Promise<EcsService> {
    return this.ecs.look(ref, freshness);
  }

  /**
   * Everything about one service, all parts asked for at once.
   * @throws ServiceNotFoundError when there is no such service
   * @throws UserError when ECS itself cannot be read
   */
  async observe(ref: ServiceRef): Promise<ServiceObservation> {
    const at = this.clock.now();
    const [summary, images, range, load, alarms, lastDeployment] = await Promise.all([
      this.services.summary(ref),
      part(this.images.of(ref)),
      part(this.ranges.range(ref)),
      part(this.metrics.load(ref)),
      part(this.metrics.alarms(ref)),
      part(this.services.lastDeployment(ref)),
    ]);
    return { ...summary, at, images, range, load, alarms, lastDeployment };
  }

  /** One line for each service, in the order given; a service that cannot be read says why in its line. */
  observeAll(refs: ServiceRef[]): Promise<ServiceLine[]> {
    return Promise.all(
      refs.map(async (ref) => {
        const [summary, images] = await Promise.all([part(this.services.summary(ref)), part(this.images.of(ref))]);
        return { ref, summary, images };
      }),
    );
  }

  /**
   * Service events, newest first.
   * @param options.limit at most so many
   * @param options.since only those at or after this time, milliseconds since the epoch
   * @throws ServiceNotFoundError when there is no such service
   */
  async events(ref: ServiceRef, options: { limit?: number; since?: number } = {}): Promise<ServiceEvent[]> {
    const { events } = await this.services.summary(ref);
    return events
      .filter(({ at }) => at >= (options.since ?? 0))
      .toSorted((a, b) => b.at - a.at)
      .slice(0, options.limit);
  }
}

/** A part that cannot be read says so in its own place instead of taking the whole answer with it. */
async function part<T>(reading: Promise<T>): Promise<Part<T>> {
  try {
    return await reading;
  } catch (error) {
    return { unknown: error instanceof Error ? error.message : String(error) };
  }
}
