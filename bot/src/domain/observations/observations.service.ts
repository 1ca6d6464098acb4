import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock';
import type { Part } from '../../kernel/part';
import type { ServiceRef } from '../services/service-ref.types';
import type { EcsService, Freshness, ServiceEvent } from './ecs-service.types';
import type { LastDeployment, ServiceLine, ServiceObservation } from './observation.types';
import { EcsServiceDeployments, EcsServices, ServiceMetrics, ServiceRanges } from './observations.port';
import { messageOf } from '../../kernel/message-of';

/** How old a table's lines may be, in milliseconds: many people may ask for it, and it says as of when it is. */
const TABLE_AGE_MS = 5000;

/** What is running now. */
@Injectable()
export class ObservationsService {
  constructor(
    private readonly services: EcsServices,
    private readonly deployments: EcsServiceDeployments,
    private readonly metrics: ServiceMetrics,
    private readonly ranges: ServiceRanges,
    private readonly clock: Clock,
  ) {}

  /**
   * One look at a service, to be handed on: what it is set to, what runs, and how it is deployed.
   * @throws ServiceNotFoundError when there is no such service
   */
  look(ref: ServiceRef, freshness?: Freshness): Promise<EcsService> {
    return this.services.look(ref, freshness);
  }

  /**
   * Everything about one service, all parts asked for at once.
   * @throws ServiceNotFoundError when there is no such service
   * @throws UserError when ECS itself cannot be read
   */
  async observe(ref: ServiceRef): Promise<ServiceObservation> {
    const at = this.clock.now();
    const [service, range, load, alarms, lastDeployment] = await Promise.all([
      this.services.look(ref),
      part(this.ranges.range(ref)),
      part(this.metrics.load(ref)),
      part(this.metrics.alarms(ref)),
      part(this.deployments.last(ref)),
    ]);
    return { at, service, range, load, alarms, lastDeployment };
  }

  /** The newest deployment of a service, whoever started it; undefined when AWS knows none. */
  lastDeployment(ref: ServiceRef): Promise<LastDeployment | undefined> {
    return this.deployments.last(ref);
  }

  /** One line for each service, in the order given, some seconds old at most; one that cannot be read says why. */
  async observeAll(refs: ServiceRef[], freshness: Freshness = { maxAgeMs: TABLE_AGE_MS }): Promise<ServiceLine[]> {
    const looks = await this.services.lookAll(refs, freshness);
    return refs.map((ref, at) => ({ ref, service: looks[at]! }));
  }

  /**
   * Service events, newest first.
   * @param options.since only those at or after this time, milliseconds since the epoch
   * @throws ServiceNotFoundError when there is no such service
   */
  async events(ref: ServiceRef, options: { since?: number } = {}): Promise<ServiceEvent[]> {
    const { events } = await this.services.look(ref);
    return events.filter(({ at }) => at >= (options.since ?? 0)).toSorted((a, b) => b.at - a.at);
  }
}

/** A part that cannot be read says so in its own place instead of taking the whole answer with it. */
async function part<T>(reading: Promise<T>): Promise<Part<T>> {
  try {
    return await reading;
  } catch (error) {
    return { unknown: messageOf(error) };
  }
}
