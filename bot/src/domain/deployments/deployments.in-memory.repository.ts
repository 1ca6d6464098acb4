import { Injectable } from '@nestjs/common';
import type { ServiceRef } from '../services/service-ref.types';
import { serviceKey } from '../services/service-ref.types';
import type { Deployment } from './deployment.types';
import { DeploymentRepository } from './deployments.port';

/** Remembers the last deployment of each service as long as the process lives. */
@Injectable()
export class InMemoryDeploymentRepository extends DeploymentRepository {
  private readonly kept = new Map<string, { deployment: Deployment; ended: boolean }>();

  override save(deployment: Deployment): Promise<void> {
    this.kept.set(serviceKey(deployment.ref), { deployment, ended: false });
    return Promise.resolve();
  }

  override open(ref: ServiceRef): Promise<Deployment | undefined> {
    const kept = this.kept.get(serviceKey(ref));
    return Promise.resolve(kept?.ended === false ? kept.deployment : undefined);
  }

  override latest(ref: ServiceRef): Promise<Deployment | undefined> {
    return Promise.resolve(this.kept.get(serviceKey(ref))?.deployment);
  }

  override end(id: string): Promise<void> {
    for (const kept of this.kept.values()) if (kept.deployment.id === id) kept.ended = true;
    return Promise.resolve();
  }
}
