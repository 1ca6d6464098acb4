import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../kernel/clock';
import { newId } from '../../kernel/ids';
import type { ServiceRef } from '../services/service-ref.types';
import type { Deployment } from './deployment.types';
import { DeploymentRepository } from './deployments.port';

/** Gives started deployments their id and time, and keeps them. */
@Injectable()
export class DeploymentRecord {
  private readonly logger = new Logger(DeploymentRecord.name);

  constructor(
    private readonly repository: DeploymentRepository,
    private readonly clock: Clock,
  ) {}

  /** A deployment that could not be kept is under way all the same: that is said in the log, and it is followed. */
  async add(started: Omit<Deployment, 'id' | 'startedAt'>): Promise<Deployment> {
    const deployment = { ...started, id: newId('dep'), startedAt: this.clock.now() };
    await this.repository.save(deployment).catch((error: unknown) => {
      this.logger.error({ msg: `${deployment.id} was started and could not be kept.`, err: error });
    });
    return deployment;
  }

  latest(ref: ServiceRef): Promise<Deployment | undefined> {
    return this.repository.latest(ref);
  }
}
