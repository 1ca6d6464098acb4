import { actions, context, lines, message, section } from '../../chat/words/blocks';
import { runButton } from '../../chat/words/buttons';
import { command } from '../../chat/words/commands';
import { escapeMrkdwn } from '../../chat/words/text';
import type { Message } from '../../chat/slack/message.types';
import type { Finding } from '../../domain/checkup/checkup.types';
import { summaryOf, titleOf } from './doctor.page';

/** What needs mending with how to do it, then the rest in small print. */
export function doctorView(findings: readonly Finding[]): Message {
  const wrong = findings.filter(({ verdict }) => verdict === 'mend');
  const summary = summaryOf(findings);
  return message(
    [summary, ...wrong.map((finding) => `${titleOf(finding)}: ${wordsOf(finding)}`)].join('\n'),
    section(`*${summary}*`),
    ...lines(wrong.map((finding) => `*${escapeMrkdwn(titleOf(finding))}*: ${escapeMrkdwn(wordsOf(finding))}`)),
    ...rest(findings),
    actions(runButton('Look again', command('doctor', {}))),
  );
}

const wordsOf = ({ says, next }: Finding): string => [says, next].filter(Boolean).join(' ');

/** For each environment a note of what is well and one of what was not tried, so that all that was counted is named. */
function rest(findings: readonly Finding[]) {
  const environments = [...new Set(findings.map(({ environment }) => environment))];
  return environments.flatMap((name) => {
    const here = findings.filter(({ environment }) => environment === name);
    const notes = [...note('ok', name, here), ...note('untried', name, here)];
    return notes.length > 0 ? [context(...notes)] : [];
  });
}

function note(verdict: 'ok' | 'untried', environment: string | undefined, findings: readonly Finding[]): string[] {
  const words = list(findings.filter((finding) => finding.verdict === verdict));
  const title = `${verdict === 'ok' ? 'ok' : 'not tried'}${environment === undefined ? '' : ` in ${environment}`}`;
  return words ? [`${title}: ${escapeMrkdwn(words)}`] : [];
}

/** Those that found the same stand together: `ecs:ListTasks, ecs:DescribeTasks (allowed)`. */
function list(findings: readonly Finding[]): string {
  const titles = new Map<string, Set<string>>();
  for (const { says, about } of findings) titles.set(says, (titles.get(says) ?? new Set()).add(about));
  return [...titles].map(([says, named]) => `${[...named].join(', ')} (${says})`).join('; ');
}
