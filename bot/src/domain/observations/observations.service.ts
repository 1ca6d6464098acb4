import { Injectable } from '@nestjs/common';
import type { ServiceRef } from '../services/service-ref.types';
import type { ServiceEvent, ServiceLine, ServiceObservation } from './observation.types';

/** What is running now. */
@Injectable()
export class ObservationsService {
  /**
   * Everything about one service, all parts asked for at once.
   * @throws ServiceNotFoundError when there is no such service
   * @throws UserError when ECS itself cannot be read
   */
  async observe(ref: ServiceRef): Promise<ServiceObservation> {
    throw new Error(`unbuilt ${ref.service}`);
  }

  /** One line for each service, in the order given; a service that cannot be read says why in its line. */
  async observeAll(refs: ServiceRef[]): Promise<ServiceLine[]> {
    throw new Error(`unbuilt ${refs.length}`);
  }

  /**
   * Service events, newest first.
   * @param options.limit at most so many
   * @param options.since only those at or after this time, milliseconds since the epoch
   * @throws ServiceNotFoundError when there is no such service
   */
  async events(ref: ServiceRef, options: { limit?: number; since?: number } = {}): Promise<ServiceEvent[]> {
    throw new Error(`unbuilt ${ref.service} ${options.limit}`);
  }
}
