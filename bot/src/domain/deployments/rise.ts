import type { DeploymentSnapshot, VerdictKind } from './snapshot.types';
import { verdictOf } from './verdict';

/** How bad it stands while it goes on: 0 is well, 1 is to be seen in the message, 2 is to be told to somebody. */
export function severityOf(snapshot: DeploymentSnapshot): 0 | 1 | 2 {
  const { kind } = verdictOf(snapshot);
  if (kind === 'failing') return snapshot.failing?.lasting ? 2 : 1;
  return BAD.has(kind) ? 2 : 0;
}

const BAD: ReadonlySet<VerdictKind> = new Set(['rolling-back', 'rolled-back', 'failed', 'relapsed']);

/**
 * The name of what somebody must be told now, because it has become worse and the end is not there yet: one reply for
 * each name. Undefined while there is nothing to tell; an end is told by its own reply.
 * @param before what was known until now, where anything was
 */
export function riseOf(before: DeploymentSnapshot | undefined, after: DeploymentSnapshot): string | undefined {
  const { kind, terminal } = verdictOf(after);
  // Who cancelled it has said so, in its thread.
  if (after.cancelledBy !== undefined) return undefined;
  if (terminal || severityOf(after) < 2 || (before !== undefined && severityOf(before) >= 2)) return undefined;
  return kind === 'failing' ? `rise-${after.failing?.why}-${after.failing?.since}` : `rise-${kind}`;
}
