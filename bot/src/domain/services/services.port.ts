import type { Environment, Home } from './environment.types';
import type { ServiceRef } from './service-ref.types';

/** Look door: which ECS services exist. */
export abstract class EcsServiceCatalog {
  /**
   * All services of an environment's clusters, in no particular order.
   * @throws UserError when the environment cannot be read
   */
  abstract list(environment: Environment): Promise<ServiceRef[]>;
  /** Where an environment is. Never rejects. */
  abstract home(environment: Environment): Promise<Home>;

  /**
   * The names of an environment's clusters, those without a service too.
   * @throws UserError when the environment cannot be read
   */
  abstract clustersOf(environment: Environment): Promise<readonly string[]>;
}
