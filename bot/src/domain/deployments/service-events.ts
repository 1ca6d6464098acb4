import type { ServiceEvent } from '../observations/ecs-service.types';
import type { HealthFailure } from './snapshot.types';

const UNHEALTHY =
  /\(task ([0-9a-f]{32})\)((?: \([^)]*\))*) is unhealthy in \(target-group [^)]*\) due to \(reason (.*?)\)?\.?$/;
const PORT = /\(port (\d+)\)/;
const CONTAINER = /\(task ([0-9a-f]{32})\) failed container health checks/;
const UNPLACED = /unable to place a task(?:\.| because) ?(.*)$/s;
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

/** That tasks found no place. */
export interface Unplaced {
  /** The first and the last time it was said, milliseconds since the epoch. */
  first: number;
  last: number;
  /** The newest reason, in AWS's words. */
  reason: string;
}

/** Whether, and why, tasks found no place, by the service's events, which come newest first. */
export function unplacedIn(events: readonly ServiceEvent[]): Unplaced | undefined {
  const said = events.flatMap(({ at, message }) => {
    const [, reason] = UNPLACED.exec(message) ?? [];
    return reason === undefined ? [] : [{ at, reason: reason.replace(/^Reason: /, '') }];
  });
  const [newest] = said;
  return newest && { first: said.at(-1)?.at ?? newest.at, last: newest.at, reason: newest.reason };
}
