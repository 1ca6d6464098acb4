import type { DeploymentSnapshot, Progress } from './snapshot.types';
import { isShifting } from './stages';
import { verdictOf } from './verdict';

/**
 * Where ECS sends the traffic over in one piece, or step by step, that counts instead of the old tasks, which run beside the
 * new ones until the end.
 */
function goneOf({ staged, desired }: DeploymentSnapshot, oldRunning: number): number {
  if (staged && isShifting(staged)) return (staged.production?.fresh ?? 0) / 100;
  return desired === 0 ? Number(oldRunning === 0) : 1 - Math.min(1, oldRunning / desired);
}

/** How far a deployment is; the share falls again while ECS rolls back, and when tasks that were healthy are no more. */
export function progressOf(snapshot: DeploymentSnapshot): Progress {
  const { desired, fresh, old } = snapshot;
  const oldRunning = old.reduce((sum, { running }) => sum + running, 0);
  const well = fresh.healthy ?? fresh.running;
  const up = desired === 0 ? 1 : Math.min(1, well / desired);
  const gone = goneOf(snapshot, oldRunning);
  const share = verdictOf(snapshot).kind === 'succeeded' ? 1 : Math.min(0.99, (up + gone) / 2);
  return { fresh: { well, wanted: desired }, oldRunning, share };
}
