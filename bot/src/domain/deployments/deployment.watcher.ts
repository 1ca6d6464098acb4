import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../kernel/clock';
import type { LastDeployment } from '../observations/observation.types';
import { ServiceTraffic } from './traffic.port';
import { ServiceNotFoundError } from '../services/services.errors';
import { Aftermath } from './aftermath';
import type { Done } from './aftermath.readings';
import { DeploymentsOptions } from './deployment.types';
import type { Deployment } from './deployment.types';
import { DeploymentRepository } from './deployments.port';
import type { ServiceDeploymentState } from './deployments.port';
import type { DeploymentSnapshot, DeploymentStatus, Since } from './snapshot.types';
import type { StageNote } from './stages.types';
import { Follow } from './follow';
import { RolloutEvidence } from './rollouts.port';
import { isLive } from './snapshot';
import { verdictOf } from './verdict';

/** How many times longer than usual AWS is left in peace, at most, when it does not answer or nothing new comes of it. */
const SLOWEST = 8;
const GOING_BACK = /^(STOP|ROLLBACK)/;
/** How many times longer than usual a deployment is left in peace that is done, or of which nothing comes for the moment. */
const CALM = 2;

/** Follows deployments to their end. */
@Injectable()
export class DeploymentWatcher {
  private readonly logger = new Logger(DeploymentWatcher.name);

  constructor(
    private readonly rollouts: RolloutEvidence,
    private readonly repository: DeploymentRepository,
    private readonly clock: Clock,
    private readonly options: DeploymentsOptions,
    private readonly traffic: ServiceTraffic,
  ) {}

  private get usual(): number {
    return this.options.pollSeconds * 1000;
  }

  /** @see DeploymentsService.watch */
  async *watch(
    deployment: Deployment,
    signal?: AbortSignal,
    failing?: Since,
  ): AsyncGenerator<DeploymentSnapshot, void> {
    if (isDone(deployment)) return yield* this.settle(deployment, signal);
    const last = yield* this.rollOut(deployment, signal, failing);
    if (last === undefined || verdictOf(last).kind !== 'succeeded' || this.options.settleMinutes === 0) return;
    yield* this.settle({ ...last.deployment, doneAt: last.at }, signal);
  }

  /**
   * How a deployment stands now, under way or over, with all that is known of why.
   * @param last what ECS remembers of it
   * @throws UserError when AWS cannot be asked
   */
  async look(deployment: Deployment, last: LastDeployment | undefined): Promise<DeploymentSnapshot> {
    const { rollouts, traffic, clock, options } = this;
    const own = last?.revision === deployment.revision ? last : undefined;
    const doneAt = deployment.doneAt ?? (own?.status === 'SUCCESSFUL' ? own.finishedAt : undefined);
    if (doneAt !== undefined) {
      const aftermath = new Aftermath({ ...deployment, doneAt }, { rollouts, traffic, clock, options });
      return (await aftermath.look()).snapshot;
    }
    const followed = await this.repository.followed().catch(() => []);
    const failing = followed.find((one) => one.deployment.id === deployment.id)?.failing;
    const follow = new Follow(deployment, rollouts, clock, options, failing);
    return this.withCanceller(await follow.once(own && stateOf(own)));
  }

  /** To the end of its rollout. @returns that, or undefined where the watch ended early */
  private async *rollOut(
    deployment: Deployment,
    signal?: AbortSignal,
    failing?: Since,
  ): AsyncGenerator<DeploymentSnapshot, DeploymentSnapshot | undefined> {
    const follow = new Follow(deployment, this.rollouts, this.clock, this.options, failing);
    let noted = failing;
    let { stage } = deployment;
    let wait = this.usual;
    while (signal?.aborted !== true) {
      const { snapshot: seen, changed } = await follow.poll();
      const snapshot = seen && (await this.withCanceller(seen));
      const over = snapshot !== undefined && snapshot.stale === undefined && verdictOf(snapshot).terminal;
      // Before the last snapshot is handed out: its reader may stop reading there, and the lock must be gone by then.
      if (snapshot && (over || hopeless(snapshot) || !isLive(snapshot.status)))
        await this.remember(deployment, () => this.repository.end(deployment.id));
      if (follow.stage && !isSameStage(stage, follow.stage)) {
        stage = follow.stage;
        await this.remember(deployment, () => this.repository.stage(deployment.id, stage));
      }
      if (snapshot && !isSame(noted, snapshot.failing)) {
        noted = snapshot.failing && { why: snapshot.failing.why, since: snapshot.failing.since };
        await this.remember(deployment, () => this.repository.note(deployment.id, noted));
      }
      if (snapshot !== undefined && (changed || over)) yield snapshot;
      if (over) return snapshot;
      const isSilent = snapshot === undefined || snapshot.stale !== undefined || hopeless(snapshot);
      wait = isSilent ? Math.min(wait * 2, this.usual * SLOWEST) : this.usual;
      await (isSilent || !follow.isQuiet ? this.pause(wait, signal) : this.pauseCalmly(signal));
    }
    return undefined;
  }

  /** Somebody may have ended it through this bot meanwhile: then it did not fail. */
  private async withCanceller(snapshot: DeploymentSnapshot): Promise<DeploymentSnapshot> {
    const { deployment, status } = snapshot;
    if (!GOING_BACK.test(status)) return snapshot;
    const kept = await this.repository.latest(deployment.ref).catch(() => undefined);
    const { cancelledBy } = kept?.id === deployment.id ? kept : deployment;
    return cancelledBy ? { ...snapshot, cancelledBy } : snapshot;
  }

  /** What goes wrong with it after it was done, until it has settled. */
  private async *settle(deployment: Done, signal?: AbortSignal): AsyncGenerator<DeploymentSnapshot, void> {
    const { rollouts, traffic, clock, options } = this;
    const aftermath = new Aftermath(deployment, { rollouts, traffic, clock, options });
    let known = deployment.relapse;
    while (signal?.aborted !== true) {
      await this.pause(this.usual * CALM, signal);
      const look = await aftermath.look().catch((error: unknown) => this.unread(deployment, error));
      if (look === undefined) continue;
      if (look === 'gone') return;
      const { snapshot, over } = look;
      if (snapshot.relapse !== known) {
        const relapse = snapshot.relapse;
        known = relapse;
        if (relapse) await this.remember(deployment, () => this.repository.relapse(deployment.id, relapse));
        yield snapshot;
      } else if (over && known !== undefined) yield snapshot;
      if (over) return;
    }
  }

  /** All watches wake at the same moments, so that their calls to AWS can share requests. */
  private async pause(wait: number, signal?: AbortSignal): Promise<void> {
    await this.clock.sleep(wait - (this.clock.now() % this.usual), signal);
  }

  /** Those that are left in peace wake together, too. */
  private async pauseCalmly(signal?: AbortSignal): Promise<void> {
    const calm = this.usual * CALM;
    await this.clock.sleep(calm - (this.clock.now() % calm), signal);
  }

  private unread({ id }: Deployment, error: unknown): 'gone' | undefined {
    if (error instanceof ServiceNotFoundError) return 'gone';
    this.logger.debug({ msg: `How ${id} goes since it was done could not be read.`, err: error });
    return undefined;
  }

  /** What cannot be remembered must not hide how the deployment goes. */
  private async remember({ id }: Deployment, work: () => Promise<void>): Promise<void> {
    await work().catch((error: unknown) => {
      this.logger.error({ msg: `How ${id} goes could not be written down.`, err: error });
    });
  }
}

/** What ECS's list of service deployments says is what it would say of the one itself. */
function stateOf({ status, reason }: LastDeployment): ServiceDeploymentState {
  return { arn: '', status: status as DeploymentStatus, ...(reason ? { reason } : {}) };
}

function isDone(deployment: Deployment): deployment is Done {
  return deployment.doneAt !== undefined;
}

function isSame(noted: Since | undefined, now: Since | undefined): boolean {
  return noted?.why === now?.why && noted?.since === now?.since;
}

function isSameStage(noted: StageNote | undefined, now: StageNote): boolean {
  return noted?.key === now.key && noted.pause?.id === now.pause?.id;
}

/** It may go on for ever, and nobody is to wait for it. */
function hopeless({ failing }: DeploymentSnapshot): boolean {
  return failing?.lasting === true;
}
