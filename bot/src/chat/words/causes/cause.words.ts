import type { Cause } from '../../../domain/causes/cause.types';
import type { LastLines } from '../../../domain/causes/evidence.types';
import type { DeploymentSnapshot } from '../../../domain/deployments/snapshot.types';
import { shortTask } from '../ecs';
import { code, count, escapeMrkdwn, truncate } from '../text';
import { endingWords } from './ending.words';
import { fixWords } from './fix.words';
import { obstacleWords } from './obstacle.words';

/** A line of a log; what is longer is looked at with `logs`. */
const LINE_SHOWN = 200;

/** As much of a deployment as says how many tasks its causes are of. */
export type Counted = Pick<DeploymentSnapshot, 'at' | 'stopped' | 'stoppedEarlier' | 'fresh' | 'relapse' | 'several'>;

/** `3 of 3 new tasks were killed for memory (exit 137, limit 512 MiB)`: a cause, without a full stop. In mrkdwn. */
export function causeWords(counted: Counted, cause: Cause): string {
  if (cause.of === 'deployment') return obstacleWords(cause.obstacle, counted.at);
  const { stopped, stoppedEarlier = 0, fresh, relapse } = counted;
  const all = stopped.length + fresh.running + fresh.pending;
  const among = stoppedEarlier > 0 ? `the last ${all}` : `${all}`;
  const verb = endingWords(cause.ending, cause.count, counted.several === true);
  // Since it was done others were started in their place, so that there is no number that they are of.
  if (relapse) return `${count(cause.count, 'task')} ${verb}`;
  return `${cause.count} of ${among} new ${all === 1 ? 'task' : 'tasks'} ${verb}`;
}

/** The same of a deployment that is over, whose tasks ECS has forgotten: `3 tasks exited 1`. In mrkdwn. */
export function keptCauseWords(cause: Cause, at: number): string {
  if (cause.of === 'deployment') return obstacleWords(cause.obstacle, at);
  return `${count(cause.count, 'task')} ${endingWords(cause.ending, cause.count, true)}`;
}

/** Which task was the last that ended so, with a space before it; empty where it is of no task. In mrkdwn. */
export function lastWords(cause: Cause): string {
  return cause.of === 'tasks' ? ` Last was ${shortTask(cause.newest)}.` : '';
}

/** What is worth trying, with a space before it; empty where that would be a guess. In mrkdwn. */
export function tryWords(cause: Cause): string {
  const fix = fixWords(cause);
  return fix ? ` To try: ${escapeMrkdwn(fix)}` : '';
}

/** The end of a log, as one line of a message of so many lines. In mrkdwn. */
export function logWords({ container, lines }: LastLines, amount: number, several: boolean): string {
  const of = several ? ` of ${code(container)}` : '';
  const last = lines.filter(({ text }) => text.trim() !== '').slice(-amount);
  const words = last.map(({ text }) => `> ${code(truncate(text.replaceAll('\n', ' '), LINE_SHOWN))}`);
  return `Its log${of} ends:\n${words.join('\n')}`;
}
