import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../kernel/clock';
import { DeploymentsOptions } from './deployment.types';
import type { Deployment } from './deployment.types';
import { DeploymentRepository } from './deployments.port';
import type { DeploymentSnapshot, Since } from './snapshot.types';
import { Follow } from './follow';
import { EcsRollouts } from './rollouts.port';
import { isLive } from './snapshot';
import { verdictOf } from './verdict';

/** How many times longer than usual AWS is left in peace, at most, when it does not answer or nothing new comes of it. */
const SLOWEST = 8;

/** Follows deployments to their end. */
@Injectable()
export class DeploymentWatcher {
  private readonly logger = new Logger(DeploymentWatcher.name);

  constructor(
    private readonly rollouts: EcsRollouts,
    private readonly repository: DeploymentRepository,
    private readonly clock: Clock,
    private readonly options: DeploymentsOptions,
  ) {}

  /** @see DeploymentsService.watch */
  async *watch(
    deployment: Deployment,
    signal?: AbortSignal,
    failing?: Since,
  ): AsyncGenerator<DeploymentSnapshot, void> {
    const follow = new Follow(deployment, this.rollouts, this.clock, this.options, failing);
    let noted = failing;
    const usual = this.options.pollSeconds * 1000;
    let wait = usual;
    while (signal?.aborted !== true) {
      const { snapshot, changed } = await follow.poll();
      const over = snapshot !== undefined && snapshot.stale === undefined && verdictOf(snapshot).terminal;
      // Before the last snapshot is handed out: its reader may stop reading there, and the lock must be gone by then.
      if (snapshot && (over || hopeless(snapshot) || !isLive(snapshot.status)))
        await this.remember(deployment, () => this.repository.end(deployment.id));
      if (snapshot && !isSame(noted, snapshot.failing)) {
        noted = snapshot.failing && { why: snapshot.failing.why, since: snapshot.failing.since };
        await this.remember(deployment, () => this.repository.note(deployment.id, noted));
      }
      if (snapshot !== undefined && (changed || over)) yield snapshot;
      if (over) return;
      wait =
        snapshot === undefined || snapshot.stale !== undefined || hopeless(snapshot)
          ? Math.min(wait * 2, usual * SLOWEST)
          : usual;
      // All watches wake at the same moments, so that their calls to AWS can share requests.
      await this.clock.sleep(wait - (this.clock.now() % usual), signal);
    }
  }

  /** What cannot be remembered must not hide how the deployment goes. */
  private async remember({ id }: Deployment, work: () => Promise<void>): Promise<void> {
    await work().catch((error: unknown) => {
      this.logger.error({ msg: `How ${id} goes could not be written down.`, err: error });
    });
  }
}

function isSame(noted: Since | undefined, now: Since | undefined): boolean {
  return noted?.why === now?.why && noted?.since === now?.since;
}

/** It may go on for ever, and nobody is to wait for it. */
function hopeless({ failing }: DeploymentSnapshot): boolean {
  return failing?.lasting === true;
}
