import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../kernel/clock';
import { newId } from '../../kernel/ids';
import type { EcsService } from '../observations/ecs-service.types';
import type { ServiceRef } from '../services/service-ref.types';
import type { Deployment } from './deployment.types';
import { DeploymentRepository } from './deployments.port';
import type { Followed } from './snapshot.types';
import { startedFor } from './recovery';
import type { Intended } from './recovery';

/** Gives started deployments their id and time, and keeps them. */
@Injectable()
export class DeploymentRecord {
  private readonly logger = new Logger(DeploymentRecord.name);

  constructor(
    private readonly repository: DeploymentRepository,
    private readonly clock: Clock,
  ) {}

  /** A deployment that could not be kept is under way all the same: that is said in the log, and it is followed. */
  async add(started: Omit<Deployment, 'id' | 'startedAt'>, startedAt = this.clock.now()): Promise<Deployment> {
    const deployment = { ...started, id: newId('dep'), startedAt };
    await this.repository.save(deployment).catch((error: unknown) => {
      this.logger.error({ msg: `${deployment.id} was started and could not be kept.`, err: error });
    });
    return deployment;
  }

  /** Who only looks is answered without it where it cannot be read. */
  async latest(ref: ServiceRef): Promise<Deployment | undefined> {
    return this.repository.latest(ref).catch((error: unknown) => {
      this.logger.warn({ msg: `What was deployed last to ${ref.service} could not be read.`, err: error });
      return undefined;
    });
  }

  /** @see DeploymentsService.followed */
  followed(): Promise<Followed[]> {
    return this.repository.followed();
  }

  /** @see DeploymentsService.leave */
  leave({ id }: Deployment): Promise<void> {
    return this.repository.leave(id);
  }

  /** @see DeploymentsService.recover: kept already where the bot ended just after that. */
  async recover(intended: Intended, look: () => Promise<EcsService>): Promise<Deployment | undefined | null> {
    const { at: _asked, images: _brought, ...rest } = intended;
    const started = startedFor(intended, await look());
    if (!started) return started;
    const kept = await this.repository.latest(intended.ref);
    if (kept?.handle.id === started.id) return kept;
    const { id, revision, createdAt } = started;
    return this.add({ ...rest, revision, handle: { id, revision } }, createdAt);
  }
}
