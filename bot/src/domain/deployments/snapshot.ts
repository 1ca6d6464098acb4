import type { Deployment } from './deployment.types';
import type { DeployedService, LiveDeployment, ServiceDeploymentState } from './deployments.port';
import type { DeploymentSnapshot, DeploymentStatus, RevisionTasks, StoppedTask } from './snapshot.types';

const LIVE: DeploymentStatus[] = [
  'PENDING',
  'IN_PROGRESS',
  'STOP_REQUESTED',
  'ROLLBACK_REQUESTED',
  'ROLLBACK_IN_PROGRESS',
];

/** Whether ECS is still at work on a deployment. */
export function isLive(status: DeploymentStatus): boolean {
  return LIVE.includes(status);
}

/** The words of the deployment that brings the old revision back (rolloutStateReason, by breaker or alarm). */
const ROLLING_BACK = /rolling back/i;

/**
 * The status of a deployment: what its service deployment says, else what the service's list of deployments lets one
 * conclude. Service deployments are not always there: too new, older than 90 days, or not allowed to be read.
 */
export function statusOf(
  { handle }: Pick<Deployment, 'handle'>,
  { deployments }: DeployedService,
  state: ServiceDeploymentState | undefined,
): DeploymentStatus {
  if (state !== undefined) return state.status;
  const own = deployments.find(({ id }) => id === handle.id);
  if (own?.primary === true) return OWN_ROLLOUT[own.rollout];
  const primary = deployments.find((deployment) => deployment.primary);
  if (primary === undefined || !ROLLING_BACK.test(primary.reason ?? '')) return 'REPLACED';
  return primary.rollout === 'completed' ? 'ROLLBACK_SUCCESSFUL' : 'ROLLBACK_IN_PROGRESS';
}

const OWN_ROLLOUT: Record<LiveDeployment['rollout'], DeploymentStatus> = {
  'in-progress': 'IN_PROGRESS',
  completed: 'SUCCESSFUL',
  failed: 'FAILED',
};

/** What AWS said of a deployment at one moment, put together. */
export interface DeploymentLook {
  at: number;
  service: DeployedService;
  state: ServiceDeploymentState | undefined;
  stopped: StoppedTask[];
  /** Why those cannot be read, where AWS does not let them be. */
  stoppedUnread?: string | undefined;
}

/** Puts a snapshot together from what AWS said. */
export function snapshotOf(
  deployment: Deployment,
  { at, service, state, stopped, stoppedUnread }: DeploymentLook,
): DeploymentSnapshot {
  const status = statusOf(deployment, service, state);
  const own = service.deployments.find(({ id }) => id === deployment.handle.id);
  const others = service.deployments.filter((other) => other !== own);
  const primary = others.find((other) => other.primary);
  const reason = state?.reason ?? own?.reason;
  return {
    deployment,
    at,
    status,
    ...(reason ? { statusReason: reason } : {}),
    desired: service.desired,
    fresh: { ...NONE, ...(own ? tasksOf(own) : {}), revision: deployment.revision },
    old: byRevision(others),
    ...(state?.failures ? { failures: state.failures } : {}),
    ...(status.startsWith('ROLLBACK') ? { rollback: rollbackOf(primary, state) } : {}),
    ...((status === 'STOPPED' || status === 'REPLACED') && primary ? { supersededBy: primary.revision } : {}),
    stopped: stopped.toSorted((a, b) => b.stoppedAt - a.stoppedAt),
    ...(stoppedUnread === undefined ? {} : { stoppedUnread }),
  };
}

const NONE = { desired: 0, running: 0, pending: 0 };

function tasksOf({ revision, desired, running, pending }: LiveDeployment): RevisionTasks {
  return { revision, desired, running, pending };
}

// While ECS rolls back, the old revision has two deployments: the one it always had, and the one that brings it back.
function byRevision(deployments: LiveDeployment[]): RevisionTasks[] {
  const merged = new Map<string, RevisionTasks>();
  for (const deployment of deployments) {
    const tasks = merged.get(deployment.revision) ?? { ...NONE, revision: deployment.revision };
    merged.set(deployment.revision, {
      revision: deployment.revision,
      desired: tasks.desired + deployment.desired,
      running: tasks.running + deployment.running,
      pending: tasks.pending + deployment.pending,
    });
  }
  return [...merged.values()];
}

function rollbackOf(
  primary: LiveDeployment | undefined,
  state: ServiceDeploymentState | undefined,
): NonNullable<DeploymentSnapshot['rollback']> {
  const reason = state?.rollbackReason ?? primary?.reason;
  return { ...(primary ? { revision: primary.revision } : {}), ...(reason ? { reason } : {}) };
}
