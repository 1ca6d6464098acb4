import { actions, context, lines, message, section } from '../../chat/words/blocks';
import { runButton } from '../../chat/words/buttons';
import { causeWords, lastWords, logWords, tryWords } from '../../chat/words/causes/cause.words';
import { command } from '../../chat/words/commands';
import { differenceLines } from '../../chat/words/differences';
import { serviceName } from '../../chat/words/ecs';
import { eventsButton, statusButton } from '../../chat/words/look-buttons';
import { ago, code, escapeMrkdwn } from '../../chat/words/text';
import type { Message } from '../../chat/slack/message.types';
import type { Cause } from '../../domain/causes/cause.types';
import type { DeploymentSnapshot } from '../../domain/deployments/snapshot.types';
import type { LastLook, Why } from '../../domain/deployments/why.types';
import { serviceWords } from '../../domain/services/service-ref.types';
import { ecsSays, headlineOf, servingWords, sourceWords } from './why.facts';

/** Of a log so many lines; `logs` shows more. */
const LINES_SHOWN = 20;
const CAUSES_SHOWN = 5;

/** Why a service is as it is: the cause in one sentence, who serves, what speaks for it, what is new, and what to try. */
export function whyView(why: Why, took: string | undefined): Message {
  const { service, at, last } = why;
  const { ref } = service;
  const headline = headlineOf(why);
  const serving = escapeMrkdwn(servingWords(why));
  return message(
    plain(`${escapeMrkdwn(serviceWords(ref))}: ${headline}${serving ? ` ${serving}` : ''}`),
    section(`${serviceName(ref)}: *${headline}*${serving ? `\n${serving}` : ''}`),
    actions(
      runButton('Refresh', command('why', { service: ref })),
      statusButton(ref),
      eventsButton(ref),
      runButton('Logs', command('logs', { service: ref })),
    ),
    ...(took === undefined ? [] : [context(`I took ${code(took)} for ${code(serviceWords(ref))}.`)]),
    // Below what is never cut off.
    ...(last ? evidenceOf(last) : []),
    ...(last ? [footer(last, at)] : []),
  );
}

function evidenceOf(last: LastLook): ReturnType<typeof lines> {
  const { snapshot, causes, kept, kind } = last;
  if (kind === 'succeeded') return [];
  const [main = kept, ...others] = causes;
  return lines([
    ...(main ? mainLines(snapshot, main, main !== kept) : []),
    ...others.slice(0, CAUSES_SHOWN).map((cause) => `Also: ${causeWords(snapshot, cause)}.${lastWords(cause)}`),
    ...ecsSays(last),
    ...sourceWords(last),
    ...unlikeLines(snapshot),
  ]);
}

function mainLines({ several }: DeploymentSnapshot, main: Cause, isThere: boolean): string[] {
  const words = `${isThere ? lastWords(main) : ''}${tryWords(main)}`.trim();
  const written = main.of === 'tasks' ? main.lines : undefined;
  return [...(words ? [words] : []), ...(written ? [logWords(written, LINES_SHOWN, several === true)] : [])];
}

/** What is new with the image is what the headline names. */
function unlikeLines({ differences = [], deployment }: DeploymentSnapshot): string[] {
  if (differences.length === 0) return [];
  const { previousRevision, revision } = deployment;
  return [`New from ${code(previousRevision)} to ${code(revision)}:`, ...differenceLines(differences)];
}

function footer({ snapshot: { deployment } }: LastLook, at: number): ReturnType<typeof context> {
  return context(`${code(deployment.revision)}, started ${ago(deployment.startedAt, at)}`);
}

/** What notifications and screen readers get: no marks of code, and times as they were. */
const plain = (mrkdwn: string): string => mrkdwn.replaceAll('`', '').replaceAll(/<!date\^[^|>]*\|([^>]*)>/g, '$1');
