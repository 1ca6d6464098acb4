import { actions, context, lines, message, section } from '../../chat/words/blocks';
import { runButton } from '../../chat/words/buttons';
import { command } from '../../chat/words/commands';
import { escapeMrkdwn } from '../../chat/words/text';
import type { Message } from '../../chat/slack/message.types';
import type { Finding } from '../../kernel/check';
import { summaryOf, titleOf } from './doctor.words';

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

/** A note for each environment, and one of what was not tried. */
function rest(findings: readonly Finding[]) {
  const environments = [...new Set(findings.map(({ environment }) => environment))];
  const well = findings.filter(({ verdict }) => verdict === 'ok');
  const notes = [
    ...environments.map((name): [string, string] => [
      name === undefined ? 'ok' : `ok in ${name}`,
      list(well.filter(({ environment }) => environment === name)),
    ]),
    ['not tried', list(findings.filter(({ verdict }) => verdict === 'untried'))],
  ].flatMap(([title, words]) => (words ? [`${title}: ${escapeMrkdwn(words)}`] : []));
  return notes.length > 0 ? [context(...notes)] : [];
}

/** Those that found the same stand together: `ecs:ListTasks, ecs:DescribeTasks (allowed)`. */
function list(findings: readonly Finding[]): string {
  const titles = new Map<string, Set<string>>();
  for (const { says, about } of findings) titles.set(says, (titles.get(says) ?? new Set()).add(about));
  return [...titles].map(([says, named]) => `${[...named].join(', ')} (${says})`).join('; ');
}
