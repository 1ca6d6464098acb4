import { Injectable } from '@nestjs/common';
import type { ServiceRef } from '../services/service-ref.types';
import { serviceKey } from '../services/service-ref.types';
import type { Deployment } from './deployment.types';
import { DeploymentRepository } from './deployments.port';

/** How many deployments of a service are remembered. */
const KEPT = 20;

/** Remembers the last deployments of each service as long as the process lives. */
@Injectable()
export class InMemoryDeploymentRepository extends DeploymentRepository {
  /** The newest first. */
  private readonly kept = new Map<string, readonly Deployment[]>();
  private readonly ended = new Set<string>();

  override async save(deployment: Deployment): Promise<void> {
    const key = serviceKey(deployment.ref);
    const others = (this.kept.get(key) ?? []).filter(({ id }) => id !== deployment.id);
    for (const { id } of others.slice(KEPT - 1)) this.ended.delete(id);
    this.kept.set(key, [deployment, ...others.slice(0, KEPT - 1)]);
    this.ended.delete(deployment.id);
  }

  override async open(ref: ServiceRef): Promise<Deployment | undefined> {
    const latest = await this.latest(ref);
    return latest && !this.ended.has(latest.id) ? latest : undefined;
  }

  override async latest(ref: ServiceRef): Promise<Deployment | undefined> {
    return this.kept.get(serviceKey(ref))?.[0];
  }

  override async history(ref: ServiceRef): Promise<readonly Deployment[]> {
    return this.kept.get(serviceKey(ref)) ?? [];
  }

  override async end(id: string): Promise<void> {
    this.ended.add(id);
  }
}
