import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock';
import type { EcsService } from '../observations/ecs-service.types';
import { ObservationsService } from '../observations/observations.service';
import type { LastDeployment } from '../observations/observation.types';
import type { ServiceRef } from '../services/service-ref.types';
import { DeploymentRecord } from './deployment.record';
import type { Deployment } from './deployment.types';
import { DeploymentWatcher } from './deployment.watcher';
import { diagnosisOf } from './diagnosis';
import { fromEcs, isSame } from './last-deployment';
import { RolloutEvidence } from './rollouts.port';
import { steadySince } from './steady';
import type { LastLook, Why } from './why.types';
import { verdictOf } from './verdict';

/** Finds out why a service is as it is: from ECS, and from the record once ECS has forgotten. */
@Injectable()
export class WhyService {
  constructor(
    private readonly rollouts: RolloutEvidence,
    private readonly record: DeploymentRecord,
    private readonly observations: ObservationsService,
    private readonly watcher: DeploymentWatcher,
    private readonly clock: Clock,
  ) {}

  /** @throws ServiceNotFoundError, or another UserError where the service cannot be read */
  async why(ref: ServiceRef): Promise<Why> {
    const [service, own, known] = await Promise.all([
      this.rollouts.service(ref),
      this.record.latest(ref),
      // Where ECS does not let that be read, the record and the service itself have to do.
      this.observations.lastDeployment(ref).catch(() => undefined),
    ]);
    const [healthy, last] = await Promise.all([this.healthyOf(service), this.lastOf(service, own, known)]);
    const since = steadySince(service);
    return {
      at: this.clock.now(),
      service,
      ...(healthy === undefined ? {} : { healthy }),
      ...(since === undefined ? {} : { steadySince: since }),
      ...(last ? { last } : {}),
    };
  }

  private async healthyOf(service: EcsService): Promise<number | undefined> {
    const running = await this.rollouts.runningTasks(service).catch(() => undefined);
    if (running === undefined || running.every(({ health }) => health === 'unchecked')) return undefined;
    return running.filter(({ health }) => health === 'healthy').length;
  }

  private async lastOf(
    service: EcsService,
    own: Deployment | undefined,
    known: LastDeployment | undefined,
  ): Promise<LastLook | undefined> {
    const deployment = own && isSame(own, service, known) ? own : fromEcs(service, known);
    if (deployment === undefined) return undefined;
    const snapshot = await this.watcher.look(deployment, known);
    const kept = deployment === own ? await this.record.conclusion(deployment) : undefined;
    const { kind } = verdictOf(snapshot);
    const causes = diagnosisOf(snapshot);
    const endedAt = kept?.at ?? known?.finishedAt ?? deployment.relapse?.since;
    return {
      snapshot,
      kind,
      causes,
      ...(endedAt ? { endedAt } : {}),
      // What ECS still says of the service may be of something else.
      ...(snapshot.stopped.length === 0 && kept?.cause && kept.kind === kind ? { kept: kept.cause } : {}),
    };
  }
}
