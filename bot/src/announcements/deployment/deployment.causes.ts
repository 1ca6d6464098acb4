import { endingWords } from '../../chat/words/causes/ending.words';
import { fixWords } from '../../chat/words/causes/fix.words';
import { findingWords } from '../../chat/words/causes/health.words';
import { obstacleWords } from '../../chat/words/causes/obstacle.words';
import { shortTask } from '../../chat/words/ecs';
import { code, count, escapeMrkdwn, truncate } from '../../chat/words/text';
import type { Cause, TaskCause } from '../../domain/causes/cause.types';
import { causeOf, diagnosisOf, verdictOf } from '../../domain/deployments/deployments.service';
import type { DeploymentSnapshot } from '../../domain/deployments/snapshot.types';

const CAUSES_SHOWN = 5;
/** Of so many lines of a log the end is seen in a message; `why` and `logs` show more. */
const LINES_SHOWN = 5;
const LINE_SHOWN = 200;

/** Why, as a sentence without its full stop; undefined where nothing is wrong, or nobody can tell. In mrkdwn. */
export function whyWords(snapshot: DeploymentSnapshot): string | undefined {
  const cause = causeOf(snapshot);
  return cause && causeWords(snapshot, cause);
}

/** `3 of 3 new tasks were killed for memory (exit 137, limit 512 MiB)`. In mrkdwn. */
export function causeWords(snapshot: DeploymentSnapshot, cause: Cause): string {
  if (cause.of === 'deployment') return obstacleWords(cause.obstacle, snapshot.at);
  const { stopped, stoppedEarlier = 0, fresh, relapse } = snapshot;
  const all = stopped.length + fresh.running + fresh.pending;
  const among = stoppedEarlier > 0 ? `the last ${all}` : `${all}`;
  const verb = endingWords(cause.ending, cause.count, snapshot.several === true);
  // Since it was done others were started in their place, so that there is no number that they are of.
  if (relapse) return `${count(cause.count, 'task')} ${verb}`;
  return `${cause.count} of ${among} new ${all === 1 ? 'task' : 'tasks'} ${verb}`;
}

/** What speaks for the cause that the headline names, and what could be done; the other causes; and what its health checks find now. */
export function causeLines(snapshot: DeploymentSnapshot): string[] {
  const [main, ...others] = diagnosisOf(snapshot);
  const shown = others.slice(0, CAUSES_SHOWN);
  const left = others.slice(CAUSES_SHOWN).reduce((sum, cause) => sum + (cause.of === 'tasks' ? cause.count : 0), 0);
  return [
    ...(main ? mainLines(snapshot, main) : []),
    ...shown.map((cause) => `${causeWords(snapshot, cause)}.${lastWords(cause)}`),
    ...(left > 0 ? [`…and ${count(left, 'more task')}`] : []),
    ...ailingLines(snapshot),
  ];
}

/** The headline of what failed after it was done counts its tasks, and says no more of why. */
function mainLines(snapshot: DeploymentSnapshot, main: Cause): string[] {
  const said = verdictOf(snapshot).kind === 'relapsed' ? `${causeWords(snapshot, main)}.` : '';
  const fix = fixWords(main);
  const words = `${said}${lastWords(main)}${fix ? ` To try: ${escapeMrkdwn(fix)}` : ''}`.trim();
  return [...(words ? [words] : []), ...(main.of === 'tasks' ? logLines(snapshot, main) : [])];
}

function lastWords(cause: Cause): string {
  return cause.of === 'tasks' ? ` Last was ${shortTask(cause.newest)}.` : '';
}

/** What the newest task of a cause wrote last. */
function logLines({ stopped, several }: DeploymentSnapshot, { newest }: TaskCause): string[] {
  const last = stopped.find(({ id, lines }) => id === newest && lines)?.lines;
  if (!last || last.lines.length === 0) return [];
  const of = several ? ` of ${code(last.container)}` : '';
  const words = last.lines.slice(-LINES_SHOWN).map(({ text }) => `> ${code(truncate(text, LINE_SHOWN))}`);
  return [`Its log${of} ends:\n${words.join('\n')}`];
}

function ailingLines({ ailing = [] }: DeploymentSnapshot): string[] {
  const words = new Map<string, number>();
  for (const found of ailing) words.set(findingWords(found), (words.get(findingWords(found)) ?? 0) + 1);
  return [...words].map(
    ([said, amount]) => `${amount} of those that run ${amount === 1 ? 'fails' : 'fail'} the health check now: ${said}.`,
  );
}
