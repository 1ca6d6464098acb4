import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../kernel/clock';
import { newId } from '../../kernel/ids';
import { isOutsider } from '../access/access.types';
import type { EcsService } from '../observations/ecs-service.types';
import type { LastDeployment } from '../observations/observation.types';
import type { ServiceRef } from '../services/service-ref.types';
import type { Decided, Deployment, DeploymentHandle } from './deployment.types';
import { DeploymentRepository } from './deployments.port';
import type { Conclusion, DeploymentSnapshot, Followed } from './snapshot.types';
import { rolledBackFor, startedFor } from './recovery';
import type { Intended } from './recovery';

/** How long is waited before what could not be kept is tried again. Milliseconds. */
const AGAIN_MS = 5000;
/** So far back is looked for a deployment. */
const REMEMBERED = 20;

/** Gives started deployments their id and time, and keeps them. */
@Injectable()
export class DeploymentRecord {
  private readonly logger = new Logger(DeploymentRecord.name);
  /** What came of some and is not kept yet, by the deployment's id. */
  private readonly unkept = new Map<string, Conclusion>();

  constructor(
    private readonly repository: DeploymentRepository,
    private readonly clock: Clock,
  ) {}

  /** A deployment that cannot be kept is under way all the same: it is followed, and kept once it can be. */
  async add(started: Omit<Deployment, 'id' | 'startedAt'>, startedAt = this.clock.now()): Promise<Deployment> {
    const before = await this.latest(started.ref);
    const isLeft = before?.revision === started.previousRevision && before.relapse !== undefined;
    const facts = isLeft ? { fromRelapsed: true as const } : {};
    const deployment = { ...started, ...facts, id: newId('dep'), startedAt };
    await this.repository.save(deployment).catch((error: unknown) => {
      this.logger.error({ msg: `${deployment.id} was started and could not be kept; I try again.`, err: error });
      void this.keepTrying(() =>
        this.repository.save(deployment).then(
          () => true,
          () => false,
        ),
      );
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

  /** @see DeploymentsService.lastFromOutside */
  async lastFromOutside(ref: ServiceRef): Promise<Deployment | undefined> {
    try {
      const history = await this.repository.history(ref, REMEMBERED);
      const outside = history.findIndex(({ actor }) => isOutsider(actor));
      const found = outside > 0 ? history[outside] : undefined;
      if (found === undefined) return undefined;
      return (await this.repository.conclusion(found.id))?.kind === 'succeeded' ? found : undefined;
    } catch (error) {
      this.logger.warn({ msg: `What others deployed to ${ref.service} could not be read.`, err: error });
      return undefined;
    }
  }

  /** @see DeploymentsService.decidedAt */
  async decidedAt({ id, ref }: Deployment, hook: string): Promise<Decided | undefined> {
    const history = await this.repository.history(ref, REMEMBERED).catch((error: unknown) => {
      this.logger.warn({ msg: `Who decided for ${id} could not be read.`, err: error });
      return [];
    });
    return history.find((one) => one.id === id)?.decided?.findLast((one) => one.hook === hook);
  }

  /** What came of one; undefined also where that cannot be read. */
  async conclusion({ id }: Deployment): Promise<Conclusion | undefined> {
    return this.unkept.get(id) ?? this.repository.conclusion(id).catch(() => undefined);
  }

  /** @see DeploymentsService.followed */
  followed(): Promise<Followed[]> {
    return this.repository.followed();
  }

  /** @see DeploymentsService.settle: in its time another may have started the same revision again. */
  async settle({ deployment, at }: DeploymentSnapshot): Promise<void> {
    await this.repository.save(deployment);
    await this.repository.settle(deployment.id, at);
  }

  /** @see DeploymentsService.leave */
  leave({ id }: Deployment): Promise<void> {
    return this.repository.leave(id);
  }

  /** @see DeploymentsService.conclude: tried again until it is kept, and never an older word over a newer one. */
  async conclude({ id }: Deployment, conclusion: Conclusion): Promise<void> {
    const isTried = this.unkept.has(id);
    this.unkept.set(id, conclusion);
    if (isTried || (await this.keepConclusion(id))) return;
    this.logger.error(`What came of ${id} could not be kept; I try again until it is.`);
    void this.keepTrying(() => this.keepConclusion(id));
  }

  /** @param keep returns whether it is kept */
  private async keepTrying(keep: () => Promise<boolean>): Promise<void> {
    do await this.clock.sleep(AGAIN_MS);
    while (!(await keep()));
  }

  /** @returns whether it is kept */
  private async keepConclusion(id: string): Promise<boolean> {
    for (let newest = this.unkept.get(id); newest !== undefined; newest = this.unkept.get(id)) {
      const isKept = await this.repository.conclude(id, newest).then(
        () => true,
        () => false,
      );
      if (!isKept) return false;
      // Something newer may have been said while this was written.
      if (this.unkept.get(id) === newest) this.unkept.delete(id);
    }
    return true;
  }

  /** @see DeploymentsService.recover: kept already where the bot ended just after that. */
  async recover(intended: Intended, look: Look): Promise<Deployment | undefined | null> {
    const { ref, at } = intended;
    const service = await look.current(ref);
    const started = startedFor(intended, service);
    if (started) return this.recovered(intended, started, started.createdAt);
    if (started === null) return null;
    const revision = rolledBackFor(intended, await look.last(ref));
    if (revision === undefined || revision === null) return revision;
    // Once its tasks are gone nobody knows its id any more, and nothing goes by that name.
    const id = service.deployments.find((one) => !one.primary && one.revision === revision)?.id ?? revision;
    return this.recovered(intended, { id, revision }, at);
  }

  private async recovered(intended: Intended, handle: DeploymentHandle, startedAt: number): Promise<Deployment> {
    const { at, images: _brought, set: _to, ...rest } = intended;
    const kept = await this.repository.latest(intended.ref);
    const { id, revision } = handle;
    if (kept && kept.startedAt >= at && kept.handle.revision === revision) return kept;
    return this.add({ ...rest, revision, handle: { id, revision } }, startedAt);
  }
}

/** What ECS says now. */
interface Look {
  current(ref: ServiceRef): Promise<EcsService>;
  last(ref: ServiceRef): Promise<LastDeployment | undefined>;
}
