import type { HealthEnding } from './cause.types';
import type { HealthFailure, StoppedTask, TaskEvidence } from './evidence.types';

/** ECS itself stopped the task for this: what its containers then exited with says nothing of them. */
const FAILED = /failed (?:ELB|load balancer|container) health checks|(?:ELB|container|target).{0,40}\bunhealthy\b/i;
const OWN = /container health checks/i;

export const isUnhealthyEnd = ({ stoppedReason }: StoppedTask): boolean => FAILED.test(stoppedReason);

/** What a health check found of a task that ECS stopped for it. */
export function healthEnding(task: StoppedTask, evidence: TaskEvidence): HealthEnding {
  const { unhealthy = [], graceSeconds } = evidence;
  if (OWN.test(task.stoppedReason)) return { kind: 'health', finding: { kind: 'container' }, ...checked(task) };
  const found = unhealthy.find((failure) => failure.task === task.id && failure.kind !== 'container');
  if (!found) return { kind: 'health' };
  const { task: _task, at: _at, ...finding } = found;
  const unanswered = finding.kind === 'timeout' || finding.kind === 'no-connection';
  return {
    kind: 'health',
    finding,
    ...(unanswered && graceSeconds ? { graceSeconds } : {}),
    ...(unanswered ? listening(task, finding, graceSeconds ?? 0) : {}),
  };
}

/** The container whose check failed; with several that did, nobody knows which was the first. */
function checked({ containers }: StoppedTask): Pick<HealthEnding, 'container'> {
  const [one, ...others] = containers.filter(({ unhealthy }) => unhealthy);
  return one && others.length === 0 ? { container: one.name } : {};
}

/** `listening on port 8080`, `Started … on http://0.0.0.0:8080`, `bound to [::]:8080`. */
const LISTENS =
  /\b(?:listen(?:ing|s)?|started|running|serving|bound|bind(?:ing)?|ready|accepting)\b.{0,80}?(?:\bport[\s:=(]{1,3}|:)(\d{2,5})(?![\d.:])/i;

/** What the task's own log says of the port it listens on, and of when it began to. */
function listening(
  { lines, startedAt }: StoppedTask,
  { kind, port }: Pick<HealthFailure, 'kind' | 'port'>,
  graceSeconds: number,
): Pick<HealthEnding, 'listensOn' | 'readyAfter'> {
  for (const { at, text } of lines?.lines ?? []) {
    const [, said] = LISTENS.exec(text) ?? [];
    if (said === undefined) continue;
    // The container's port may be another one outside: only where nothing is there is it the reason.
    if (kind === 'no-connection' && port !== undefined && Number(said) !== port) return { listensOn: Number(said) };
    const after = startedAt === undefined ? 0 : Math.round((at - startedAt) / 1000);
    return startedAt !== undefined && after > graceSeconds ? { readyAfter: after } : {};
  }
  return {};
}
