import { Injectable } from '@nestjs/common';
import { isUnknown } from '../../kernel/part';
import type { LastLines, StoppedTask } from '../causes/evidence.types';
import { LogsService } from '../logs/logs.service';
import type { LoggedContainer } from '../logs/logs.types';
import type { EcsService } from '../observations/ecs-service.types';
import type { ServiceRef } from '../services/service-ref.types';
import type { DeploymentHandle } from './deployment.types';
import type { ServiceDeploymentState } from './deployments.port';
import type { Difference } from './rollback.types';
import { EcsDeploymentHistory, EcsRollouts, RolloutEvidence } from './rollouts.port';
import type { RunningTask } from './rollouts.port';

/** As much of a log as tells why its container ended. */
const LINES = 60;

/** What ECS says of deployments, with the logs of their containers and what their revisions are. */
@Injectable()
export class RolloutEvidenceService extends RolloutEvidence {
  constructor(
    private readonly rollouts: EcsRollouts,
    private readonly history: EcsDeploymentHistory,
    private readonly logs: LogsService,
  ) {
    super();
  }

  override service(ref: ServiceRef): Promise<EcsService> {
    return this.rollouts.service(ref);
  }

  override state(ref: ServiceRef, handle: DeploymentHandle): Promise<ServiceDeploymentState | undefined> {
    return this.rollouts.state(ref, handle);
  }

  override runningTasks(service: EcsService): Promise<RunningTask[]> {
    return this.rollouts.runningTasks(service);
  }

  override stoppedTasks(ref: ServiceRef, handle: DeploymentHandle, known: ReadonlySet<string>): Promise<StoppedTask[]> {
    return this.rollouts.stoppedTasks(ref, handle, known);
  }

  override async lastLines(of: LoggedContainer): Promise<LastLines | undefined> {
    const tail = await this.logs.last(of, { lines: LINES });
    if (isUnknown(tail) || tail.lines.length === 0) return undefined;
    return { container: of.container, lines: tail.lines };
  }

  override differences(ref: ServiceRef, from: string, to: string): Promise<Difference[] | undefined> {
    // Who looks into a failure is told what is known of it without that, too.
    return this.history.differences(ref, from, to).catch(() => undefined);
  }
}
