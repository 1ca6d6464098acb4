import { Injectable } from '@nestjs/common';
import type { Deployment } from '../../domain/deployments/deployment.types';
import { DeploymentsService } from '../../domain/deployments/deployments.service';
import type { Followed } from '../../domain/deployments/snapshot.types';
import { Clock } from '../../kernel/clock';
import { Leases } from '../../kernel/leases';
import type { Lease } from '../../kernel/leases';

/** How long is waited before a turn is asked for again, where the database did not answer. Milliseconds. */
const AGAIN_MS = 3000;

/** The turn to follow a deployment, and what is known of it. */
export interface Turn {
  lease: Lease;
  known: Followed;
}

/** Whose turn it is to follow a deployment and to draw its message. */
@Injectable()
export class DeploymentTurns {
  constructor(
    private readonly leases: Leases,
    private readonly deployments: DeploymentsService,
    private readonly clock: Clock,
  ) {}

  /**
   * Asks for the turn until the database answers.
   * @param isOld another bot may have followed it meanwhile, to its end even
   * @returns undefined where another bot follows it, nobody has to any more, or `signal` is aborted
   */
  async take(deployment: Deployment, isOld: boolean, signal: AbortSignal): Promise<Turn | undefined> {
    for (; !signal.aborted; await this.clock.sleep(AGAIN_MS, signal)) {
      const taken = await this.leases.take(`deployment:${deployment.id}`).catch(() => undefined);
      if (taken === undefined) continue;
      if (!('lease' in taken)) return undefined;
      const { lease } = taken;
      const known = isOld ? await this.known(deployment) : { deployment };
      if (known && known !== 'unanswered') return { lease, known };
      await lease.giveBack();
      if (known === undefined) return undefined;
    }
    return undefined;
  }

  private async known({ id }: Deployment): Promise<Followed | undefined | 'unanswered'> {
    const followed = await this.deployments.followed().catch(() => undefined);
    return followed === undefined ? 'unanswered' : followed.find(({ deployment }) => deployment.id === id);
  }
}
