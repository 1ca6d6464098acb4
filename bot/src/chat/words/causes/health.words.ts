import type { HealthEnding } from '../../../domain/causes/cause.types';
import type { HealthFailure } from '../../../domain/causes/evidence.types';
import { code, escapeMrkdwn } from '../text';
import { reasonWords } from './start.words';

type Finding = Pick<HealthFailure, 'kind' | 'codes' | 'port' | 'reason'>;

/** What ended a task that failed its health check, as what follows a colon. In mrkdwn. */
export function healthWords({ finding, container, listensOn, readyAfter, graceSeconds }: HealthEnding): string {
  if (finding?.kind === 'container' && container !== undefined) return `the own check of ${code(container)} failed`;
  const grace = graceSeconds === undefined ? '' : ` than the ${graceSeconds} s of grace`;
  if (readyAfter !== undefined)
    return `it is slower${grace || ' than its grace'}: by its log it was ready only after ${readyAfter} s`;
  if (listensOn !== undefined && finding?.port !== undefined)
    return `no connection on port ${finding.port}; by its log it listens on ${listensOn}`;
  return findingWords(finding, graceSeconds);
}

/**
 * What a health check found, in words for who has to mend it. In mrkdwn.
 * @param graceSeconds for how long a new task is let be
 */
export function findingWords(finding: Finding | undefined, graceSeconds?: number): string {
  const at = finding?.port === undefined ? '' : ` on port ${finding.port}`;
  const grace = graceSeconds === undefined ? '' : ` (${graceSeconds} s of grace)`;
  switch (finding?.kind) {
    case 'codes':
      return `the answer${at} was ${escapeMrkdwn(finding.codes ?? '')}${codeWords(finding.codes)}`;
    case 'timeout':
      return `no answer in time${at}; it hangs, or takes longer to start than it is given${grace}`;
    case 'no-connection':
      return `no connection${at}, or no HTTP in it; it may not listen there${grace ? `, or not within its ${graceSeconds} s of grace` : ''}`;
    case 'container':
      return "the container's own check failed";
    case 'other':
      return reasonWords(finding.reason ?? '');
    case undefined:
      return 'the load balancer did not say how';
  }
}

/** What an answer means that is not the one that is wanted. */
function codeWords(codes = ''): string {
  if (/^30\d$/.test(codes)) return ' (a redirect)';
  if (codes === '401') return ' (unauthorized)';
  if (codes === '403') return ' (forbidden)';
  if (codes === '404') return ' (no such path)';
  return '';
}
