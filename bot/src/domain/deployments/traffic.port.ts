import type { EcsService } from '../observations/ecs-service.types';

/** What load balancers counted of the requests to a service, over some time. */
export interface Traffic {
  requests: number;
  /** Answers with an error of the server: those that a load balancer gave itself by code, the service's own as `5xx`. */
  errors: Readonly<Record<string, number>>;
}

/** Look door: what load balancers count of the requests to a service. */
export abstract class ServiceTraffic {
  /**
   * @param from and `to` are milliseconds since the epoch; CloudWatch has whole minutes, some of them minutes later
   * @returns undefined where no load balancer that counts requests sends any to the service
   */
  abstract traffic(
    service: Pick<EcsService, 'ref' | 'balanced'>,
    from: number,
    to: number,
  ): Promise<Traffic | undefined>;
}
