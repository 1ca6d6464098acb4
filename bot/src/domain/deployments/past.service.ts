import { Injectable } from '@nestjs/common';
import type { ServiceRef } from '../services/service-ref.types';
import type { Difference } from './rollback.types';
import { EcsDeploymentHistory } from './rollouts.port';
import type { RevisionOf } from './rollouts.port';

/** What other rooms ask of a service's deployments that are over. */
@Injectable()
export class DeploymentPast {
  constructor(private readonly history: EcsDeploymentHistory) {}

  /**
   * Whether any deployment of the service succeeded, as far as ECS remembers.
   * @throws UserError when that may not be read
   */
  async hasSucceeded(ref: ServiceRef): Promise<boolean> {
    return (await this.history.succeeded(ref)).length > 0;
  }

  /**
   * What is otherwise in the revision `to` than in `from`: of what may be secret only the names.
   * @throws UserError when one of them cannot be read
   */
  differences(ref: ServiceRef, from: string, to: string): Promise<Difference[]> {
    return this.history.differences(ref, from, to);
  }

  /**
   * The same of two services, which may be in different environments.
   * @throws UserError when one of them cannot be read
   */
  between(from: RevisionOf, to: RevisionOf): Promise<Difference[]> {
    return this.history.between(from, to);
  }
}
