import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock';
import { newId } from '../../kernel/ids';
import type { ServiceRef } from '../services/service-ref.types';
import type { Deployment } from './deployment.types';
import { DeploymentRepository } from './deployments.port';

/** Gives started deployments their id and time, and keeps them. */
@Injectable()
export class DeploymentRecord {
  constructor(
    private readonly repository: DeploymentRepository,
    private readonly clock: Clock,
  ) {}

  async add(started: Omit<Deployment, 'id' | 'startedAt'>): Promise<Deployment> {
    const deployment = { ...started, id: newId('dep'), startedAt: this.clock.now() };
    await this.repository.save(deployment);
    return deployment;
  }

  latest(ref: ServiceRef): Promise<Deployment | undefined> {
    return this.repository.latest(ref);
  }
}
