import { UserError } from '../../kernel/user-error';
import { imageName } from '../images/image-ref.types';
import { lookAt } from '../services/next-step.types';
import { serviceWords } from '../services/service-ref.types';
import type { Finding, ImagePlan } from './preflight.types';

type Stop = Extract<Finding, { check: 'platform' | 'room' | 'given' }>;

/** What would be deployed cannot work, and it is known before anything is tried. */
export class CannotWorkError extends UserError {
  constructor({ ref, to }: ImagePlan, stops: readonly Finding[]) {
    const [first, ...others] = stops.filter(isStop);
    super({
      what: `Nothing was changed: ${imageName(to)} cannot run in ${serviceWords(ref)}.`,
      why: [first, ...others].map((stop) => stop && stopWords(stop)).join(' '),
      next: first && nextWords(first),
      steps: [lookAt(ref)],
    });
  }
}

function isStop(finding: Finding): finding is Stop {
  return finding.check === 'platform' || finding.check === 'room' || finding.check === 'given';
}

/** Why it cannot work, in a sentence of plain text. */
export function stopWords(stop: Stop): string {
  if (stop.check === 'given') return missingWords(stop);
  if (stop.check === 'platform') {
    return `The image is built for ${(stop.built ?? []).join(', ')}, and its tasks run on ${stop.wanted}.`;
  }
  const { minimumHealthyPercent: min, maximumPercent: max, desired, least, most } = stop;
  const tasks = `at least ${least} and at most ${most} of ${desired} tasks may run`;
  return `Of its deployments ${tasks} (minimumHealthyPercent ${min}, maximumPercent ${max}): ECS may neither stop an old task nor start a new one.`;
}

function missingWords({ kind, names }: Extract<Stop, { check: 'given' }>): string {
  const [is, does] = names.length === 1 ? ['', 'does'] : ['s', 'do'];
  const what = kind === 'log-group' ? `log group${is}` : `secret${is} behind`;
  return `Its tasks cannot start: the ${what} ${names.join(', ')} ${does} not exist.`;
}

function nextWords(stop: Stop): string {
  if (stop.check === 'given') {
    return stop.kind === 'log-group'
      ? 'Create it, or set awslogs-create-group in the task definition.'
      : 'Create it or restore it, or name another one in the task definition.';
  }
  return stop.check === 'platform'
    ? 'Build it for that platform too, or set runtimePlatform in the task definition.'
    : 'Lower minimumHealthyPercent or raise maximumPercent of the service, or have it run more tasks.';
}
