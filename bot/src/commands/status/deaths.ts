import { count, duration } from '../../chat/words/text';
import type { EcsService, ServiceEvent } from '../../domain/observations/ecs-service.types';

/** How far back it is looked for tasks that die. */
const LATELY_MS = 300_000;
const WITHIN = `within ${duration(LATELY_MS)}`;
const STARTED = /has started (\d+) tasks?/;
const STOPPED = /stopped (\d+) (?:running|pending) tasks?/;
const UNHEALTHY = /is unhealthy in \(target-group|failed container health checks/;
const PLACELESS = /unable to (?:place a task|consistently start tasks)/;
const COMPLETED = /deployment completed/;
const STEADY = /has reached a steady state/;

/**
 * What a service's events of the last minutes say of tasks that die, although as many may run as are wanted just now;
 * undefined where they say nothing of the sort.
 */
export function deathsOf({ events, deployments, counts }: EcsService, now: number): string | undefined {
  const lately = events.filter(({ at }) => now - at <= LATELY_MS);
  // What was started before the newest deployment ended may rightly be gone: it may have failed and been rolled back.
  const ended = lately.findIndex(({ message }) => COMPLETED.test(message));
  const began = deployments.find(({ primary }) => primary)?.createdAt ?? 0;
  const own = (ended < 0 ? lately : lately.slice(0, ended)).filter(({ at }) => at >= began);
  // What was started and neither runs nor was stopped by ECS has ended by itself.
  const gone = sum(own, STARTED) - sum(own, STOPPED) - counts.running - counts.pending;
  if (gone > 0) return `at least ${count(gone, 'task')} ended by ${gone === 1 ? 'itself' : 'themselves'} ${WITHIN}`;
  const steadyAt = own.findIndex(({ message }) => STEADY.test(message));
  const since = steadyAt < 0 ? own : own.slice(0, steadyAt);
  if (since.some(({ message }) => PLACELESS.test(message))) return `tasks could not be started ${WITHIN}`;
  // What was unhealthy in a deployment of that time may be gone with it.
  const deployed = deployments.some(({ createdAt }) => now - createdAt <= LATELY_MS);
  const unhealthy = own.filter(({ message }) => UNHEALTHY.test(message)).length;
  if (!deployed && unhealthy > 0) return `${count(unhealthy, 'task')} failed the health check ${WITHIN}`;
  return undefined;
}

function sum(events: ServiceEvent[], said: RegExp): number {
  return events.reduce((all, { message }) => all + Number(said.exec(message)?.[1] ?? 0), 0);
}
