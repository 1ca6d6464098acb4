import { Injectable } from '@nestjs/common';
import type { ServiceRef } from '../services/service-ref.types';
import { serviceKey } from '../services/service-ref.types';
import type { Deployment } from './deployment.types';
import { DeploymentLockedError } from './deployments.errors';
import { DeploymentRepository, EcsDeploymentsLook } from './deployments.port';
import { isLive, statusOf } from './snapshot';

type Starting = Pick<Deployment, 'ref' | 'to' | 'actor'>;

/** One deployment of a service at a time by this bot. Other people's are theirs: they are shown, not forbidden. */
@Injectable()
export class DeploymentLock {
  private readonly starting = new Map<string, Starting>();

  constructor(
    private readonly look: EcsDeploymentsLook,
    private readonly repository: DeploymentRepository,
  ) {}

  /**
   * Asks AWS rather than trusting the record, so that a deployment whose end nobody watched locks nothing.
   * @throws DeploymentLockedError when the bot is deploying the service
   */
  async check(ref: ServiceRef): Promise<void> {
    const starting = this.starting.get(serviceKey(ref));
    if (starting !== undefined) throw new DeploymentLockedError(starting);
    const open = await this.repository.open(ref);
    if (open === undefined) return;
    const [service, state] = await Promise.all([this.look.service(ref), this.look.state(ref, open.handle)]);
    if (isLive(statusOf(open, service, state))) throw new DeploymentLockedError(open);
    await this.repository.end(open.id);
  }

  /**
   * Runs `start` with the service locked against other starts.
   * @throws DeploymentLockedError when the bot is deploying the service, or about to
   */
  async whileStarting<T>(claim: Starting, start: () => Promise<T>): Promise<T> {
    const key = serviceKey(claim.ref);
    await this.check(claim.ref);
    const other = this.starting.get(key);
    if (other !== undefined) throw new DeploymentLockedError(other);
    this.starting.set(key, claim);
    try {
      return await start();
    } finally {
      this.starting.delete(key);
    }
  }
}
