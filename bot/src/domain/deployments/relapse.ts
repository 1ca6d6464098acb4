import type { Traffic } from './traffic.port';
import type { Relapse, RequestErrors } from './relapse.types';
import type { HealthFailure, StoppedTask } from '../causes/evidence.types';

/** So many errors are needed before a share of them says anything. */
const FEW = 3;
/** By so much the share of errors has to be above what it was before. */
const ABOVE = 0.01;

/** What one look found of a deployment that was done. */
export interface Found {
  /** Tasks that died since the last look. */
  died: readonly StoppedTask[];
  /** Those that run and fail their health checks, now and in the look before. */
  ailing: readonly HealthFailure[];
  errors?: RequestErrors | undefined;
}

/** What is known of a relapse after one more look: what was known before it, where that found nothing new. */
export function relapseAfter(before: Relapse | undefined, found: Found, at: number): Relapse | undefined {
  const { died, ailing, errors = before?.errors } = found;
  const unhealthy = Math.max(before?.unhealthy ?? 0, ailing.length);
  const isMore = unhealthy > (before?.unhealthy ?? 0) || errors?.share !== before?.errors?.share;
  if (died.length === 0 && !isMore) return before;
  const when = isMore ? at : Math.max(...died.map(({ stoppedAt }) => stoppedAt));
  return {
    since: before?.since ?? when,
    lastAt: Math.max(before?.lastAt ?? 0, when),
    died: (before?.died ?? 0) + died.length,
    unhealthy,
    ...(errors ? { errors } : {}),
  };
}

/**
 * Whether more requests end in an error than did before.
 * @returns undefined where they do not, or so few that nothing can be told
 */
export function errorsAbove(since: Traffic, before: Traffic | undefined): RequestErrors | undefined {
  const [worst] = Object.entries(since.errors).toSorted(([, a], [, b]) => b - a);
  const [share, usual] = [shareOf(since), before ? shareOf(before) : 0];
  if (worst === undefined || countOf(since) < FEW || share - usual <= ABOVE) return undefined;
  return { code: worst[0], share, before: usual };
}

const countOf = ({ errors }: Traffic): number => Object.values(errors).reduce((sum, one) => sum + one, 0);

/** In whole hundredths, so that a share that hardly changes is no news. */
function shareOf(traffic: Traffic): number {
  const errors = countOf(traffic);
  // A request that no target was there for is counted as an error alone.
  const all = Math.max(traffic.requests, errors);
  return all === 0 ? 0 : Math.ceil((errors / all) * 100) / 100;
}
