import type { Clock } from '../../kernel/clock';
import type { EcsDeployment, EcsService } from '../observations/ecs-service.types';
import type { ServiceTraffic } from './traffic.port';
import { broughtBy } from '../observations/version.types';
import { AftermathReadings } from './aftermath.readings';
import type { Done } from './aftermath.readings';
import type { DeploymentsOptions } from './deployment.types';
import { containersOf } from './own-tasks';
import { FailureEvidence } from './failure-evidence';
import { relapseAfter } from './relapse';
import type { Found } from './relapse';
import type { Relapse } from './relapse.types';
import type { RolloutEvidence } from './rollouts.port';
import { healthFailuresIn } from './service-events';
import { snapshotOf } from './snapshot';
import type { SetContainer, StoppedTask } from '../causes/evidence.types';
import type { DeploymentSnapshot } from './snapshot.types';

/** Of so many tasks that died it is told apart why. */
const KEPT = 100;

/** What a deployment is watched with. */
export interface AftermathTools {
  rollouts: RolloutEvidence;
  traffic: ServiceTraffic;
  clock: Clock;
  options: Pick<DeploymentsOptions, 'settleMinutes'>;
}

/**
 * A deployment after ECS called it done: whether its tasks live on and its requests are answered, which ECS's circuit
 * breaker does not look at any more.
 */
export class Aftermath {
  private readonly readings: AftermathReadings;
  private readonly evidence: FailureEvidence;
  /** Those that died, newest first. */
  private dead: StoppedTask[] = [];
  /** Who died until then was counted before. */
  private readonly countedUntil: number;
  private found: Found = { died: [], ailing: [] };
  private containers: SetContainer[] = [];
  private relapse: Relapse | undefined;

  constructor(
    private readonly deployment: Done,
    private readonly tools: AftermathTools,
  ) {
    this.readings = new AftermathReadings(deployment, tools.rollouts, tools.traffic);
    this.evidence = new FailureEvidence(tools.rollouts);
    this.relapse = deployment.relapse;
    this.countedUntil = Math.max(deployment.doneAt, deployment.relapse?.lastAt ?? 0);
  }

  /**
   * Looks once.
   * @returns how it stands, and whether nothing more is to be looked at: it has settled, or something took its place
   * @throws UserError when AWS cannot be asked
   */
  async look(): Promise<{ snapshot: DeploymentSnapshot; over: boolean }> {
    const { rollouts, clock, options } = this.tools;
    const { ref, handle, doneAt } = this.deployment;
    const service = await rollouts.service(ref);
    const at = clock.now();
    const primary = service.deployments.find((one) => one.primary);
    const isReplaced = service.status !== 'ACTIVE' || primary?.id !== handle.id;
    if (!isReplaced) await this.observe(service, at);
    const quietSince = Math.max(doneAt, this.relapse?.lastAt ?? 0);
    const isSettled = this.found.ailing.length === 0 && at - quietSince >= options.settleMinutes * 60_000;
    const snapshot = { ...this.snapshot(service, at), ...(isReplaced && primary ? replacedBy(primary) : {}) };
    return { snapshot: await this.evidence.added(snapshot, true), over: isReplaced || isSettled };
  }

  private async observe(service: EcsService, at: number): Promise<void> {
    this.containers = containersOf(this.deployment, service) ?? this.containers;
    this.found = await this.readings.read(service, at);
    const { died, ailing, errors } = this.found;
    this.dead = [...this.dead, ...died].toSorted((a, b) => b.stoppedAt - a.stoppedAt).slice(0, KEPT);
    const more = died.filter(({ stoppedAt }) => stoppedAt > this.countedUntil);
    this.relapse = relapseAfter(this.relapse, { died: more, ailing, errors }, at);
  }

  private snapshot(service: EcsService, at: number): DeploymentSnapshot {
    const { deployment, relapse, containers } = this;
    const { ailing } = this.found;
    const { doneAt } = deployment;
    const state = { arn: '', status: 'SUCCESSFUL' } as const;
    const events = service.events.filter((event) => event.at > doneAt);
    return {
      ...snapshotOf(deployment, { at, service, state }),
      doneAt,
      ...(relapse ? { relapse } : {}),
      stopped: this.dead,
      unhealthy: [...healthFailuresIn(events), ...ailing],
      ...(ailing.length > 0 ? { ailing: [...ailing] } : {}),
      containers,
    };
  }
}

function replacedBy(primary: EcsDeployment): Pick<DeploymentSnapshot, 'supersededBy' | 'supersededVersion'> {
  return { supersededBy: primary.revision, supersededVersion: broughtBy(primary) };
}
