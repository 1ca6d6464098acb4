import type { DeploymentSnapshot, Progress } from './snapshot.types';
import { verdictOf } from './verdict';

/** How far a deployment is; the share falls again while ECS rolls back. */
export function progressOf(snapshot: DeploymentSnapshot): Progress {
  const { desired, fresh, old } = snapshot;
  const oldRunning = old.reduce((sum, { running }) => sum + running, 0);
  const started = desired === 0 ? 1 : Math.min(1, fresh.running / desired);
  const gone = desired === 0 ? Number(oldRunning === 0) : 1 - Math.min(1, oldRunning / desired);
  const share = verdictOf(snapshot).kind === 'succeeded' ? 1 : Math.min(0.99, (started + gone) / 2);
  return { fresh: { running: fresh.running, pending: fresh.pending, wanted: desired }, oldRunning, share };
}
