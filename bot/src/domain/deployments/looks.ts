import type { EcsService } from '../observations/ecs-service.types';
import type { Deployment } from './deployment.types';
import type { ServiceDeploymentState } from './deployments.port';
import type { EcsRollouts } from './rollouts.port';
import type { DeploymentSnapshot, DeploymentStatus } from './snapshot.types';
import { verdictOf } from './verdict';

/** The service itself is looked at with every so many looks, whatever its deployment says: its events say more. */
const EVERY = 8;
/** After so many looks in which nothing happened, nothing is about to. */
const QUIET = 2;
const UNDER_WAY: ReadonlySet<DeploymentStatus> = new Set(['PENDING', 'IN_PROGRESS']);

/** What AWS says of a deployment. */
export interface Seen {
  service: EcsService;
  state: ServiceDeploymentState | undefined;
}

/**
 * Looks at a deployment with one call while nothing happens: its service deployment counts its tasks, and the service is
 * looked at once anything of that changes. The calls of all that are looked at together are shared.
 */
export class Looks {
  private seen: Seen | undefined;
  private quiet = 0;

  constructor(private readonly rollouts: EcsRollouts) {}

  /** Nothing has happened for a while. */
  get isQuiet(): boolean {
    return this.quiet >= QUIET;
  }

  /**
   * @param last what came of the look before
   * @throws UserError when AWS cannot be asked; the next look then asks for everything
   */
  async next(deployment: Deployment, last: DeploymentSnapshot | undefined): Promise<Seen> {
    const before = this.quiet < EVERY && last && isCalm(last) ? this.seen : undefined;
    this.seen = undefined;
    this.seen = before ? await this.ifChanged(deployment, before) : await this.both(deployment);
    return this.seen;
  }

  /** Begins anew, for another deployment. */
  forget(): void {
    this.seen = undefined;
  }

  private async both({ ref, handle }: Deployment): Promise<Seen> {
    this.quiet = 0;
    const [state, service] = await Promise.all([this.rollouts.state(ref, handle), this.rollouts.service(ref)]);
    return this.whole({ ref, handle }, { state, service });
  }

  private async ifChanged({ ref, handle }: Deployment, before: Seen): Promise<Seen> {
    const state = await this.rollouts.state(ref, handle);
    if (state !== undefined && UNDER_WAY.has(state.status) && isSame(state, before.state)) {
      this.quiet += 1;
      return { ...before, state };
    }
    this.quiet = 0;
    return this.whole({ ref, handle }, { state, service: await this.rollouts.service(ref) });
  }

  /** The service may be from before what stopped the deployment: who took its place is seen only after. */
  private async whole({ ref, handle }: Pick<Deployment, 'ref' | 'handle'>, { state, service }: Seen): Promise<Seen> {
    const isTorn =
      state?.status === 'STOPPED' && service.deployments.some(({ id, primary }) => primary && id === handle.id);
    return { state, service: isTorn ? await this.rollouts.service(ref) : service };
  }
}

/** It is under way, its tasks come, and nothing is wrong: what is, is told by the service's events. */
function isCalm(last: DeploymentSnapshot): boolean {
  const { kind } = verdictOf(last);
  return last.stale === undefined && kind === 'in-progress' && last.fresh.running + last.fresh.pending > 0;
}

function isSame(one: ServiceDeploymentState, other: ServiceDeploymentState | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
