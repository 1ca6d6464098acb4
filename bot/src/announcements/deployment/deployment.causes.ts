import { causeWords, lastWords, logWords, tryWords } from '../../chat/words/causes/cause.words';
import { findingWords } from '../../chat/words/causes/health.words';
import { differenceLines } from '../../chat/words/differences';
import { code, count } from '../../chat/words/text';
import type { Cause } from '../../domain/causes/cause.types';
import { causeOf, diagnosisOf, verdictOf } from '../../domain/deployments/deployments.service';
import type { DeploymentSnapshot } from '../../domain/deployments/snapshot.types';

const CAUSES_SHOWN = 5;
/** Of a log so many lines are seen in a message; `why` and `logs` show more. */
const LINES_SHOWN = 5;

/** Why, as a sentence without its full stop; undefined where nothing is wrong, or nobody can tell. In mrkdwn. */
export function whyWords(snapshot: DeploymentSnapshot): string | undefined {
  const cause = causeOf(snapshot);
  return cause && causeWords(snapshot, cause);
}

/**
 * What speaks for the cause that the headline names, and what could be done; the other causes; what is otherwise in the
 * revision; and what its health checks find now.
 */
export function causeLines(snapshot: DeploymentSnapshot): string[] {
  const [main, ...others] = diagnosisOf(snapshot);
  const shown = others.slice(0, CAUSES_SHOWN);
  const left = others.slice(CAUSES_SHOWN).reduce((sum, cause) => sum + (cause.of === 'tasks' ? cause.count : 0), 0);
  return [
    ...(main ? mainLines(snapshot, main) : []),
    ...shown.map((cause) => `${causeWords(snapshot, cause)}.${lastWords(cause)}`),
    ...(left > 0 ? [`…and ${count(left, 'more task')}`] : []),
    ...(main ? unlikeLines(snapshot) : []),
    ...ailingLines(snapshot),
  ];
}

/** The headline of what failed after it was done counts its tasks, and says no more of why. */
function mainLines(snapshot: DeploymentSnapshot, main: Cause): string[] {
  const said = verdictOf(snapshot).kind === 'relapsed' ? `${causeWords(snapshot, main)}.` : '';
  const words = `${said}${lastWords(main)}${tryWords(main)}`.trim();
  const lines = main.of === 'tasks' ? main.lines : undefined;
  return [...(words ? [words] : []), ...(lines ? [logWords(lines, LINES_SHOWN, snapshot.several === true)] : [])];
}

/** The image is what everybody knows to be another one. */
function unlikeLines({ differences = [], deployment }: DeploymentSnapshot): string[] {
  const unlike = differences.filter(
    ({ member, container }) => member !== 'image' || container !== deployment.container,
  );
  if (unlike.length === 0) return [];
  const { previousRevision, revision } = deployment;
  return [`Otherwise new from ${code(previousRevision)} to ${code(revision)}:`, ...differenceLines(unlike)];
}

function ailingLines({ ailing = [] }: DeploymentSnapshot): string[] {
  const words = new Map<string, number>();
  for (const found of ailing) words.set(findingWords(found), (words.get(findingWords(found)) ?? 0) + 1);
  return [...words].map(
    ([said, amount]) => `${amount} of those that run ${amount === 1 ? 'fails' : 'fail'} the health check now: ${said}.`,
  );
}
