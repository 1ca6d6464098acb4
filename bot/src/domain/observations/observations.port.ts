import type { ServiceRef } from '../services/service-ref.types';
import type { Part } from '../../kernel/part';
import type { EcsService, Freshness } from './ecs-service.types';
import type { LastDeployment, ScalableRange, ServiceAlarm, ServiceLoad } from './observation.types';

/** Look door: services, each by one look. */
export abstract class EcsServices {
  /**
   * Looks that are taken at the same time share their DescribeServices calls, ten services each; task definitions and
   * service revisions, which never change, are read once.
   * @throws ServiceNotFoundError when there is no such service
   */
  abstract look(ref: ServiceRef, freshness?: Freshness): Promise<EcsService>;

  /**
   * Many services, in the order given, for a table: containers may be without their limits of memory, and only the ten
   * newest events are there. Waits behind single looks. A service that cannot be read says why in its place.
   */
  abstract lookAll(refs: readonly ServiceRef[], freshness?: Freshness): Promise<Part<EcsService>[]>;
}

/** Look door: what ECS remembers of a service's deployments. */
export abstract class EcsServiceDeployments {
  /** The newest one, or undefined when AWS knows none (they are kept for 90 days). */
  abstract last(ref: ServiceRef): Promise<LastDeployment | undefined>;
}

/** Look door: what CloudWatch measures of a service. */
export abstract class ServiceMetrics {
  /** The newest CPUUtilization and MemoryUtilization averages of AWS/ECS. */
  abstract load(ref: ServiceRef): Promise<ServiceLoad>;
  /** The alarms whose dimensions name the service. */
  abstract alarms(ref: ServiceRef): Promise<ServiceAlarm[]>;
}

/** Look door: the range of automatic scaling. */
export abstract class ServiceRanges {
  /** Undefined where the service is no scalable target. */
  abstract range(ref: ServiceRef): Promise<ScalableRange | undefined>;
}
