import type { Board } from '../../chat/told/board';
import type { Deployment } from '../../domain/deployments/deployment.types';
import { verdictOf } from '../../domain/deployments/deployments.service';
import type { DeploymentsService } from '../../domain/deployments/deployments.service';
import type { DeploymentSnapshot } from '../../domain/deployments/snapshot.types';
import type { HookAction, Pause } from '../../domain/deployments/stages.types';
import { pauseKey, pauseOverView, pauseView } from './pause.view';
import type { Outcome } from './pause.view';

/** For each hook at which a deployment waits for somebody, one message: with its buttons, and then what was decided. */
export class PauseMessages {
  /** The hook at which it waits. */
  private open: Pause | undefined;

  constructor(
    deployment: Deployment,
    private readonly board: Board,
    private readonly deployments: DeploymentsService,
  ) {
    this.open = deployment.stage?.pause;
  }

  /**
   * @param channel where the deployment is told of
   * @param asked the line that says who asked for it, and how
   */
  tell(snapshot: DeploymentSnapshot, channel: string, asked: string): void {
    const { staged, stale, deployment } = snapshot;
    const isGoing = GOING.has(verdictOf(snapshot).kind);
    // What AWS does not show just now may wait there still.
    if (stale !== undefined || (staged === undefined && isGoing)) return;
    const now = isGoing ? staged?.pause : undefined;
    if (this.open && this.open.id !== now?.id) void this.close(snapshot, this.open, channel, asked);
    this.open = now;
    if (now) void this.board.show(pauseKey(deployment, now.id), channel, pauseView(snapshot, now, asked));
  }

  private async close(snapshot: DeploymentSnapshot, pause: Pause, channel: string, asked: string): Promise<void> {
    const { deployment } = snapshot;
    const outcome = await this.outcome(snapshot, pause);
    const key = pauseKey(deployment, pause.id);
    await this.board.show(key, channel, pauseOverView(snapshot, outcome, asked), { last: true });
  }

  private async outcome(
    snapshot: DeploymentSnapshot,
    { id, expiresAt = Infinity, otherwise }: Pause,
  ): Promise<Outcome> {
    const decided = await this.deployments.decidedAt(snapshot.deployment, id);
    if (decided) return { by: 'person', decided };
    const action: HookAction = BACK.has(verdictOf(snapshot).kind) ? 'ROLLBACK' : 'CONTINUE';
    const isLate = snapshot.at >= expiresAt && action === otherwise;
    return isLate ? { by: 'time', action } : { by: 'others', action };
  }
}

const GOING = new Set(['in-progress', 'failing']);
const BACK = new Set(['rolling-back', 'rolled-back', 'failed', 'stopped']);
