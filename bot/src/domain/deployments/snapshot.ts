import { isUnknown } from '../../kernel/part';
import { imageName } from '../images/image-ref.types';
import type { EcsDeployment, EcsService } from '../observations/ecs-service.types';
import type { Deployment } from './deployment.types';
import type { ServiceDeploymentState } from './deployments.port';
import type { RunningTask } from './rollouts.port';
import type { DeploymentSnapshot, DeploymentStatus, RevisionTasks } from './snapshot.types';

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
export const ROLLING_BACK = /rolling back/i;

/** As much of a service's deployments as tells the status of one. */
type Listed = Pick<EcsDeployment, 'id' | 'primary' | 'rollout' | 'reason'>;

/**
 * The status of a deployment: what its service deployment says, else what the service's list of deployments lets one
 * conclude. Service deployments are not always there: too new, older than 90 days, or not allowed to be read.
 */
export function statusOf(
  { handle }: Pick<Deployment, 'handle'>,
  { deployments }: { deployments: readonly Listed[] },
  state: ServiceDeploymentState | undefined,
): DeploymentStatus {
  if (state !== undefined) return state.status;
  const own = deployments.find(({ id }) => id === handle.id);
  if (own?.primary === true) return OWN_ROLLOUT[own.rollout];
  const primary = deployments.find((deployment) => deployment.primary);
  if (primary === undefined || !ROLLING_BACK.test(primary.reason ?? '')) return 'REPLACED';
  return primary.rollout === 'completed' ? 'ROLLBACK_SUCCESSFUL' : 'ROLLBACK_IN_PROGRESS';
}

const OWN_ROLLOUT: Record<EcsDeployment['rollout'], DeploymentStatus> = {
  'in-progress': 'IN_PROGRESS',
  completed: 'SUCCESSFUL',
  failed: 'FAILED',
};

/** What AWS said of a deployment at one moment. */
export interface DeploymentLook {
  at: number;
  service: EcsService;
  state: ServiceDeploymentState | undefined;
  /** The tasks that run, where they were asked for. */
  running?: readonly RunningTask[] | undefined;
  /** Why their health is not known, where it is not. */
  healthUnread?: string | undefined;
}

/** Puts a snapshot together from what AWS said; what is known from earlier looks is added by who keeps it. */
export function snapshotOf(deployment: Deployment, look: DeploymentLook): DeploymentSnapshot {
  const { at, service, state, healthUnread } = look;
  const status = service.status === 'ACTIVE' ? statusOf(deployment, service, state) : 'STOPPED';
  const own = service.deployments.find(({ id }) => id === deployment.handle.id);
  const others = service.deployments.filter((other) => other !== own);
  const primary = others.find((other) => other.primary);
  const reason = service.status === 'ACTIVE' ? (state?.reason ?? own?.reason) : 'The service is being deleted.';
  const tasksOf = (live: EcsDeployment): RevisionTasks => revisionTasks(live, deployment.container, look);
  const replaced = (status === 'STOPPED' || status === 'REPLACED') && primary;
  return {
    deployment,
    at,
    status,
    ...(reason ? { statusReason: reason } : {}),
    desired: service.counts.desired,
    fresh: { ...NONE, ...(own ? tasksOf(own) : {}), revision: deployment.handle.revision },
    old: byRevision(others.map(tasksOf)),
    ...(severalIn(own ?? service) ? { several: true } : {}),
    ...(healthUnread === undefined ? {} : { healthUnread }),
    // ECS counts and names a threshold where the breaker is off, too.
    ...(state?.failures && service.circuitBreaker.on ? { failures: state.failures } : {}),
    ...(state?.lastTookMs === undefined ? {} : { lastTookMs: state.lastTookMs }),
    ...(own && own.failedTasks > 0 ? { failedTasks: own.failedTasks } : {}),
    breaker: service.circuitBreaker,
    ...(status.startsWith('ROLLBACK') ? { rollback: rollbackOf(primary && tasksOf(primary), primary, state) } : {}),
    ...(replaced ? supersededBy(tasksOf(replaced)) : {}),
    ...(state?.alarms ? { alarms: state.alarms } : {}),
    ...(service.status === 'ACTIVE' ? {} : { gone: service.status === 'DRAINING' ? 'going' : 'gone' }),
    ...(service.graceSeconds === undefined ? {} : { graceSeconds: service.graceSeconds }),
    stopped: [],
  };
}

const NONE = { desired: 0, running: 0, pending: 0 };

function severalIn({ containers }: Pick<EcsDeployment, 'containers'>): boolean {
  return !isUnknown(containers) && containers.length > 1;
}

function revisionTasks({ id, revision, containers, counts }: EcsDeployment, container: string, look: DeploymentLook) {
  const set = isUnknown(containers) ? undefined : containers.find(({ name }) => name === container);
  const healthy = healthyOf(id, counts.running, look);
  return {
    revision,
    ...(set === undefined ? {} : { version: imageName(set) }),
    ...counts,
    ...(healthy === undefined ? {} : { healthy }),
  };
}

function healthyOf(id: string, runs: number, { service, running, healthUnread }: DeploymentLook): number | undefined {
  if (healthUnread !== undefined) return undefined;
  const own = running?.filter(({ startedBy }) => startedBy === id) ?? [];
  const known = own.length > 0 ? own : (running ?? []);
  const checked = known.length > 0 ? known.some(({ health }) => health !== 'unchecked') : isBalanced(service);
  if (!checked || (running === undefined && runs > 0)) return undefined;
  // What is told of the tasks may be a little newer or older than what is told of the service.
  return Math.min(runs, own.filter(({ health }) => health === 'healthy').length);
}

function isBalanced({ balanced }: EcsService): boolean {
  return balanced.some(({ targetGroupArn }) => targetGroupArn !== undefined);
}

// While ECS rolls back, the old revision has two deployments: the one it always had, and the one that brings it back.
function byRevision(tasks: RevisionTasks[]): RevisionTasks[] {
  const merged = new Map<string, RevisionTasks>();
  for (const one of tasks) {
    const before = merged.get(one.revision);
    merged.set(one.revision, before ? sum(before, one) : one);
  }
  return [...merged.values()];
}

function sum(one: RevisionTasks, other: RevisionTasks): RevisionTasks {
  const { healthy: _unsure, ...rest } = one;
  const known = one.healthy !== undefined && other.healthy !== undefined;
  return {
    ...rest,
    desired: one.desired + other.desired,
    running: one.running + other.running,
    pending: one.pending + other.pending,
    ...(known ? { healthy: (one.healthy ?? 0) + (other.healthy ?? 0) } : {}),
  };
}

function rollbackOf(
  back: RevisionTasks | undefined,
  primary: EcsDeployment | undefined,
  state: ServiceDeploymentState | undefined,
): NonNullable<DeploymentSnapshot['rollback']> {
  const reason = state?.rollbackReason ?? primary?.reason;
  return {
    ...(back ? { revision: back.revision } : {}),
    ...(back?.version === undefined ? {} : { version: back.version }),
    ...(reason ? { reason } : {}),
  };
}

function supersededBy({ revision, version }: RevisionTasks): Partial<DeploymentSnapshot> {
  return { supersededBy: revision, ...(version === undefined ? {} : { supersededVersion: version }) };
}
