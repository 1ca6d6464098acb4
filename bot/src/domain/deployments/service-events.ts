import type { Obstacle } from '../causes/cause.types';
import { obstaclesIn } from '../causes/causes.service';
import type { EcsService, ServiceEvent } from '../observations/ecs-service.types';
import type { HealthFailure } from '../causes/evidence.types';

const UNHEALTHY =
  /\(task ([0-9a-f]{32})\)((?: \([^)]*\))*) is unhealthy in \(target-group [^)]*\) due to \(reason (.*?)\)?\.?$/;
const PORT = /\(port (\d+)\)/;
const CONTAINER = /\(task ([0-9a-f]{32})\) failed container health checks/;
const CODES = /with these codes: \[([^\]]*)\]/;

/** A health check's finding, from AWS's words for it. */
export function findingOf(reason: string): Pick<HealthFailure, 'kind' | 'codes' | 'reason'> {
  const [, codes] = CODES.exec(reason) ?? [];
  if (codes !== undefined) return { kind: 'codes', codes, reason };
  if (/timed out/i.test(reason)) return { kind: 'timeout', reason };
  if (/^Health checks failed\.?$/i.test(reason)) return { kind: 'no-connection', reason };
  return { kind: 'other', reason };
}

/** What health checks found, by the service's events; newest first. */
export function healthFailuresIn(events: readonly ServiceEvent[]): HealthFailure[] {
  return events.flatMap(({ at, message }): HealthFailure[] => {
    const [, task, where = '', reason] = UNHEALTHY.exec(message) ?? [];
    if (task !== undefined && reason !== undefined) {
      const [, port] = PORT.exec(where) ?? [];
      return [{ task, at, ...findingOf(reason), ...(port ? { port: Number(port) } : {}) }];
    }
    const [, own] = CONTAINER.exec(message) ?? [];
    return own === undefined ? [] : [{ task: own, at, kind: 'container' }];
  });
}

/** What keeps a deployment from its end beside its tasks. */
export interface Hindrance {
  obstacle: Obstacle;
  /** The first and the last time it was said, milliseconds since the epoch. */
  first: number;
  last: number;
}

/** What hinders a deployment, by its service's events, which come newest first: each kind once, as it was said last. */
export function hindrancesIn({ events, spot }: Pick<EcsService, 'events' | 'spot'>): Hindrance[] {
  const found = new Map<Obstacle['kind'], Hindrance>();
  for (const { at, obstacle: said } of obstaclesIn(events)) {
    // AWS has the same words for both.
    const isSpot = spot && said.kind === 'placement' && said.problem === 'capacity';
    const obstacle = isSpot ? ({ ...said, problem: 'spot-capacity' } as const) : said;
    const known = found.get(obstacle.kind);
    found.set(obstacle.kind, known ? { ...known, first: at } : { obstacle, first: at, last: at });
  }
  return [...found.values()];
}
