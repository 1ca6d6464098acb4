import { Injectable } from '@nestjs/common';
import { newId } from '../../kernel/ids';
import { isOutsider } from '../access/access.types';
import type { Outsider } from '../access/access.types';
import type { EcsDeployment } from '../observations/ecs-service.types';
import type { ServiceRef } from '../services/service-ref.types';
import { serviceKey } from '../services/service-ref.types';
import type { Deployment } from './deployment.types';
import { DeploymentRepository } from './deployments.port';
import { ROLLING_BACK } from './snapshot';
import type { Conclusion } from './snapshot.types';

export { runsWell } from './last-good';

/** So far back is looked whether a deployment is known. */
const REMEMBERED = 20;

/** Whether ECS itself made it, to bring back what ran before. */
export function isWayBack({ reason = '' }: Pick<EcsDeployment, 'reason'>): boolean {
  return ROLLING_BACK.test(reason);
}

/** The deployments that are known of a service. */
export interface KnownDeployments {
  /** Newest first, at most 20. */
  all: readonly Deployment[];
  /** Those of them that are being followed to their end: who starts their revision again is followed with them. */
  underWay: readonly Deployment[];
}

/** The record of deployments, for what others start. What cannot be kept here is not told either, but found again. */
@Injectable()
export class OutsideRecord {
  constructor(private readonly repository: DeploymentRepository) {}

  /** Rejects where the record cannot be read. */
  async known(ref: ServiceRef): Promise<KnownDeployments> {
    const all = await this.repository.history(ref, REMEMBERED);
    const followed = await this.repository.followed();
    const own = followed.map(({ deployment }) => deployment).filter((one) => serviceKey(one.ref) === serviceKey(ref));
    return { all, underWay: own.filter(({ doneAt }) => doneAt === undefined) };
  }

  /**
   * The newest that others started. Rejects where the record cannot be read.
   * @param until begun no later than this, milliseconds since the epoch
   */
  async latest(ref: ServiceRef, until: number): Promise<Deployment | undefined> {
    const all = await this.repository.history(ref, REMEMBERED);
    return all.find(({ actor, startedAt }) => isOutsider(actor) && startedAt <= until);
  }

  /** Those that are followed and that others started, oldest first. */
  async followed(): Promise<Deployment[]> {
    const followed = await this.repository.followed();
    return followed.map(({ deployment }) => deployment).filter(({ actor }) => isOutsider(actor));
  }

  /** Keeps one whose end is to be told. Rejects where it cannot be kept. */
  async add(started: Omit<Deployment, 'id'>): Promise<Deployment> {
    const deployment = { ...started, id: newId('dep') };
    await this.repository.save(deployment);
    return deployment;
  }

  /** Keeps one that is over and of which nothing is to be told. Rejects where it cannot be kept. */
  async addOver(started: Omit<Deployment, 'id'>, conclusion: Conclusion): Promise<void> {
    const { id } = await this.add(started);
    await this.repository.leave(id);
    await this.repository.conclude(id, conclusion);
  }

  /** Keeps who started it. Rejects where that cannot be kept. */
  name({ id }: Deployment, doer: Outsider): Promise<void> {
    return this.repository.name(id, doer);
  }
}
