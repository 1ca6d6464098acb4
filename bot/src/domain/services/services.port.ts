import type { ServiceRef } from './service-ref.types';
import type { Environment } from './environment.types';

/** Look door: which ECS services exist. */
export abstract class EcsServiceCatalog {
  /**
   * All services of an environment's clusters, in no particular order.
   * @throws UserError when the environment cannot be read
   */
  abstract list(environment: Environment): Promise<ServiceRef[]>;

  /**
   * The names of an environment's clusters, those without a service too.
   * @throws UserError when the environment cannot be read
   */
  abstract clustersOf(environment: Environment): Promise<readonly string[]>;
}
