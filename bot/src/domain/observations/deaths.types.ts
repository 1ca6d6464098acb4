import type { EcsService, ServiceEvent } from './ecs-service.types';

/** How far back it is looked for tasks that die, in milliseconds. */
export const LATELY_MS = 300_000;
const STARTED = /has started (\d+) tasks?/;
const STOPPED = /stopped (\d+) (?:running|pending) tasks?/;
const UNHEALTHY = /is unhealthy in \(target-group|failed container health checks/;
const PLACELESS = /unable to (?:place a task|consistently start tasks)/;
const COMPLETED = /deployment completed/;
const STEADY = /has reached a steady state/;

/** Tasks that die: they end by themselves, cannot be started, or fail their health check. */
export type Deaths = { kind: 'ended' | 'unhealthy'; tasks: number } | { kind: 'unplaced' };

/**
 * What a service's events of the last minutes say of tasks that die, although as many may run as are wanted just now;
 * undefined where they say nothing of the sort.
 * @param now milliseconds since the epoch
 */
export function deathsOf(
  { events, deployments, counts }: Pick<EcsService, 'events' | 'deployments' | 'counts'>,
  now: number,
): Deaths | undefined {
  const lately = events.filter(({ at }) => now - at <= LATELY_MS);
  // What was started before the newest deployment ended may rightly be gone: it may have failed and been rolled back.
  const ended = lately.findIndex(({ message }) => COMPLETED.test(message));
  const began = deployments.find(({ primary }) => primary)?.createdAt ?? 0;
  const own = (ended < 0 ? lately : lately.slice(0, ended)).filter(({ at }) => at >= began);
  // What was started and neither runs nor was stopped by ECS has ended by itself.
  const gone = sum(own, STARTED) - sum(own, STOPPED) - counts.running - counts.pending;
  if (gone > 0) return { kind: 'ended', tasks: gone };
  const steadyAt = own.findIndex(({ message }) => STEADY.test(message));
  const since = steadyAt < 0 ? own : own.slice(0, steadyAt);
  if (since.some(({ message }) => PLACELESS.test(message))) return { kind: 'unplaced' };
  // What was unhealthy in a deployment of that time may be gone with it.
  const deployed = deployments.some(({ createdAt }) => now - createdAt <= LATELY_MS);
  const unhealthy = own.filter(({ message }) => UNHEALTHY.test(message)).length;
  if (!deployed && unhealthy > 0) return { kind: 'unhealthy', tasks: unhealthy };
  return undefined;
}

function sum(events: ServiceEvent[], said: RegExp): number {
  return events.reduce((all, { message }) => all + Number(said.exec(message)?.[1] ?? 0), 0);
}
