import { actions, context, message, section } from '../../chat/words/blocks';
import { runButton } from '../../chat/words/buttons';
import type { Button } from '../../chat/words/buttons';
import { command } from '../../chat/words/commands';
import { shortTask } from '../../chat/words/ecs';
import { eventsButton, statusButton } from '../../chat/words/look-buttons';
import { code, count, duration, escapeMrkdwn, truncate } from '../../chat/words/text';
import type { Given } from '../../chat/told/private-files';
import type { Message } from '../../chat/slack/message.types';
import { serviceWords } from '../../domain/services/service-ref.types';
import { logBlocks } from './log-lines.view';
import type { LogsAsked, LogsRead } from './logs.reader';

/** As many more as a button asks for. */
const MORE_LINES = 200;
const OTHERS = 3;
const WHY = 300;

export interface LogsShown extends LogsRead {
  /** Whether all of it was given as a file, because it does not fit. */
  file?: Given;
  /** The words that were only a guess at the service's name. */
  took?: string | undefined;
}

/** What containers wrote last, the newest line at the bottom. */
export function logsView(now: number, asked: LogsAsked, shown: LogsShown): Message {
  const title = titleOf(asked, shown);
  const { blocks, left } = logBlocks(now, shown);
  return message(
    `${plainName(shown)}: ${title}`,
    section(`${nameOf(shown)}: ${title}`),
    ...blocks,
    ...notes(shown, left).map((note) => context(note)),
    actions(...buttons(asked, shown)),
  );
}

function titleOf({ grep, since }: LogsAsked, { lines, tasks, task, containers, others }: LogsShown): string {
  const having = grep === undefined ? '' : ` with ${code(grep)} in them`;
  const back = since === undefined ? '' : ` in the last ${duration(since)}`;
  const whose = others.length === 0 ? '' : `${containers.map(code).join(', ')}: `;
  const of = task ? '' : ` of ${count(tasks, 'task')}`;
  if (tasks === 0) return 'no task runs, and none stopped within the last hour';
  if (lines.length === 0) return `${whose}no lines${having}${back}${of}`;
  return `${whose}${lines.length === 1 ? 'the last line' : `the last ${lines.length} lines`}${having}${back}${of}`;
}

function nameOf({ ref, task }: LogsShown): string {
  if (task === undefined) return `*${escapeMrkdwn(serviceWords(ref))}*`;
  const whose = ref.service === '' ? '' : ` of *${escapeMrkdwn(serviceWords(ref))}*`;
  return `Task ${shortTask(task.id)}${whose}`;
}

function plainName({ ref, task }: LogsShown): string {
  return task ? `Task ${task.id.slice(0, 8)}` : serviceWords(ref);
}

/** What is not there, and why. */
function notes({ unread, skipped, earlier, lines, took, ref, file }: LogsShown, left: number): string[] {
  const secrets = lines.length === 0 ? [] : ['Times are UTC. What I take for a secret is masked.'];
  return [
    ...(left > 0 ? [`The first ${count(left, 'line')} of these did not fit into one message.`] : []),
    ...(file ? [fileWords(file)] : []),
    ...unread.map(({ why, of }) => `${whoseUnread(of)}: ${escapeMrkdwn(truncate(why, WHY))}`),
    ...(skipped > 0 ? [`${skipped} more were not read: name the task.`] : []),
    ...(earlier && lines.length === 0
      ? ['I did not look further back: name a shorter time, or less of what is looked for.']
      : []),
    ...secrets,
    ...(took === undefined ? [] : [`I took ${code(took)} for ${code(serviceWords(ref))}.`]),
  ];
}

function fileWords(file: Given): string {
  if (file.given) return 'All of it is in a file, in your direct message with me.';
  return `I could not give you all of it as a file: ${escapeMrkdwn(file.why)}.`;
}

function whoseUnread(of: LogsShown['unread'][number]['of']): string {
  const tasks = [...new Set(of.map(({ task }) => task))];
  const shown = tasks.slice(0, OTHERS).map(shortTask).join(', ');
  return tasks.length > OTHERS ? `${shown} and ${tasks.length - OTHERS} more` : shown;
}

function buttons(asked: LogsAsked, { ref, task, others, earlier, lines }: LogsShown): Button[] {
  const service = task ? task.id : ref;
  const env = task && ref.environment !== 'default' ? { env: ref.environment } : {};
  const { grep, since, container } = asked;
  const same = {
    service,
    ...env,
    ...(grep === undefined ? {} : { grep }),
    ...(since === undefined ? {} : { since: `${Math.ceil(since / 1000)}s` }),
    ...(container === undefined ? {} : { container }),
  };
  const wantsMore = earlier && lines.length > 0 && asked.lines < MORE_LINES;
  return [
    runButton('Refresh', command('logs', { ...same, lines: asked.lines })),
    ...(wantsMore ? [runButton(`${MORE_LINES} lines`, command('logs', { ...same, lines: MORE_LINES }))] : []),
    ...others
      .slice(0, OTHERS)
      .map((name) => runButton(`Log of ${name}`, command('logs', { ...same, lines: asked.lines, container: name }))),
    ...(ref.service === '' ? [] : [statusButton(ref), eventsButton(ref)]),
  ];
}
