import type { DeploymentSnapshot, Verdict, VerdictKind } from './snapshot.types';

/**
 * What a snapshot means. Only ECS's SUCCESSFUL is success (ROLLBACK_SUCCESSFUL is a failed deployment), and even that
 * is believed only when every wanted task is new: with earlySuccessCriteria ECS calls a deployment done while old tasks
 * still serve. `partly` is terminal only once it lasts: the old tasks may yet go. `failing` never is: what keeps failing
 * is followed on, because it may recover.
 */
export function verdictOf(snapshot: DeploymentSnapshot): Verdict {
  const kind = kindOf(snapshot);
  const going = GOING.has(kind) || (kind === 'partly' && snapshot.lasting !== true);
  return { kind, terminal: !going };
}

const GOING: ReadonlySet<VerdictKind> = new Set(['in-progress', 'failing', 'rolling-back', 'relapsed']);

function kindOf(snapshot: DeploymentSnapshot): VerdictKind {
  switch (snapshot.status) {
    case 'PENDING':
    case 'IN_PROGRESS':
    case 'STOP_REQUESTED':
      return snapshot.failing ? 'failing' : 'in-progress';
    case 'SUCCESSFUL':
      if (snapshot.relapse) return 'relapsed';
      return allNew(snapshot) ? 'succeeded' : 'partly';
    case 'ROLLBACK_REQUESTED':
    case 'ROLLBACK_IN_PROGRESS':
      return 'rolling-back';
    case 'ROLLBACK_SUCCESSFUL':
      return 'rolled-back';
    case 'ROLLBACK_FAILED':
    case 'FAILED':
      return 'failed';
    case 'REPLACED':
      return 'superseded';
    case 'STOPPED':
      return stoppedKind(snapshot);
  }
}

function allNew({ desired, fresh, old }: DeploymentSnapshot): boolean {
  return fresh.running >= desired && old.every(({ running, pending }) => running + pending === 0);
}

// ECS stops a deployment for three reasons: a newer one came, somebody asked for it, or it failed where nothing rolls
// back. The status is the same for all of them (ServiceDeployment.stoppedAt in the ECS API reference).
function stoppedKind({ supersededBy, statusReason = '', failures }: DeploymentSnapshot): VerdictKind {
  if (supersededBy !== undefined) return 'superseded';
  const tripped = failures !== undefined && failures.count >= failures.threshold;
  return tripped || /circuit breaker|alarm|fail/i.test(statusReason) ? 'failed' : 'stopped';
}
