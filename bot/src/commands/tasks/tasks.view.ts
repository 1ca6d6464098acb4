import type { ActionsBlock, ContextBlock } from '@slack/types';
import { actions, context, lines, message, section } from '../../chat/words/blocks';
import { canBePicked, runButton, runSelect } from '../../chat/words/buttons';
import { command } from '../../chat/words/commands';
import { ecsWords, serviceName, shortTask } from '../../chat/words/ecs';
import { statusButton } from '../../chat/words/look-buttons';
import { ago, code, count, escapeMrkdwn, truncate } from '../../chat/words/text';
import type { Message } from '../../chat/slack/message.types';
import { serviceWords } from '../../domain/services/service-ref.types';
import { mainContainer, taskVersion } from '../../domain/tasks/task-version.types';
import type { EcsTask, ServiceTasks, TaskContainer } from '../../domain/tasks/tasks.types';
import { isUnknown } from '../../kernel/part';
import type { Part } from '../../kernel/part';
import { taskRows } from './task-lines';

/** A section takes 3000 characters with its fences. */
const SECTION = 2900;
/** As many of those that stopped are shown: the newest. */
const STOPPED = 10;
/** As many can be picked from, those first that somebody may want to: a list of a hundred would fill the message. */
const PICKED = 12;
/** As much of ECS's words as tells the reason. */
const WHY = 160;

/** How those are named that no list has. */
const ANY_OTHER = 'Any other by its first eight digits: `logs 0a1b2c3d`, `recycle 0a1b2c3d`.';

export interface TasksShown extends ServiceTasks {
  /** The words that were only a guess at the service's name. */
  took?: string | undefined;
}

/** Each task of a service, the newest first, and those that stopped within the last hour. */
export function tasksView(now: number, shown: TasksShown, may: { operate: boolean }): Message {
  const { service, running, stopped, healthUnread, took } = shown;
  const { ref } = service;
  const words = serviceWords(ref);
  const title = titleOf(shown);
  return message(
    `${words}: ${title}`,
    section(`${serviceName(ref)}: ${title}`),
    ...fenced(taskRows(now, shown)).map((text) => section(text)),
    ...unhealthyLines(running),
    ...stoppedLines(now, stopped, mainContainer(service)),
    ...(healthUnread === undefined
      ? []
      : [context(`Whether they are healthy is not known: ${escapeMrkdwn(truncate(healthUnread, 2 * WHY))}`)]),
    ...picks(shown, may),
    actions(runButton('Refresh', command('tasks', { service: ref })), statusButton(ref)),
    ...(took === undefined ? [] : [context(`I took ${code(took)} for ${code(words)}.`)]),
  );
}

function titleOf({ service, running, stopped }: TasksShown): string {
  const { desired } = service.counts;
  const runs = running.filter(({ status }) => status === 'RUNNING').length;
  const unhealthy = running.filter(({ health }) => health === 'unhealthy').length;
  const gone = isUnknown(stopped) || stopped.length === 0 ? '' : `; ${stopped.length} stopped within the last hour`;
  const coming = running.length > runs ? `, ${running.length - runs} on their way` : '';
  return `${runs} of ${count(desired, 'task')} running${coming}${unhealthy > 0 ? `, *${unhealthy} unhealthy*` : ''}${gone}`;
}

/** Rows as few blocks of code as they fit into. */
function fenced(rows: readonly string[]): string[] {
  const parts: string[] = [];
  for (const row of rows.map(escapeMrkdwn)) {
    const last = parts.at(-1);
    if (last !== undefined && last.length + row.length < SECTION) parts.splice(-1, 1, `${last}\n${row}`);
    else parts.push(row);
  }
  return parts.map((part) => `\`\`\`${part.replaceAll('`', "'")}\`\`\``);
}

function unhealthyLines(running: readonly EcsTask[]): ReturnType<typeof lines> {
  const why = new Map<string, EcsTask[]>();
  for (const task of running) {
    if (task.healthReason !== undefined) why.set(task.healthReason, [...(why.get(task.healthReason) ?? []), task]);
  }
  return lines(
    [...why].slice(0, STOPPED).map(([reason, tasks]) => {
      const some = tasks.slice(0, 3).map(({ id }) => shortTask(id));
      return `${some.join(', ')}${tasks.length > 3 ? ` and ${tasks.length - 3} more` : ''}: ${ecsWords(truncate(reason, WHY))}`;
    }),
  );
}

function stoppedLines(now: number, stopped: Part<EcsTask[]>, main: string | undefined): ReturnType<typeof lines> {
  if (isUnknown(stopped))
    return lines([`What stopped lately cannot be read: ${escapeMrkdwn(truncate(stopped.unknown, 2 * WHY))}`]);
  const shown = stopped.slice(0, STOPPED).map((task) => stoppedLine(now, task, main));
  const more = stopped.length - shown.length;
  return lines(more > 0 ? [...shown, `…and ${more} more that stopped before these.`] : shown);
}

/** `0a1b2c3d` of `1.1.0` stopped 3 min ago: Essential container in task exited; `app` exit code 137, OutOfMemoryError */
function stoppedLine(now: number, task: EcsTask, main: string | undefined): string {
  const { id, stoppedAt, stoppedReason = '', containers } = task;
  const when = stoppedAt === undefined ? 'is stopping' : `stopped ${ago(stoppedAt, now)}`;
  const endings = containers.flatMap((container) => ending(container) ?? []).slice(0, 3);
  const why = [ecsWords(truncate(stoppedReason, WHY)), ...endings].filter(Boolean).join('; ');
  return `${shortTask(id)} of ${code(truncate(taskVersion(task, main), 40))} ${when}${why && `: ${why}`}`;
}

function ending({ name, exitCode, reason }: TaskContainer): string | undefined {
  const said = [
    ...(exitCode === undefined ? [] : [`exit code ${exitCode}`]),
    ...(reason ? [ecsWords(truncate(reason, WHY))] : []),
  ];
  return said.length === 0 ? undefined : `${code(truncate(name, 40))} ${said.join(', ')}`;
}

/** One task to look into, or to replace, picked by what is known of it. */
function picks(
  { service, running, stopped }: TasksShown,
  { operate }: { operate: boolean },
): (ActionsBlock | ContextBlock)[] {
  const { environment } = service.ref;
  const env = environment === 'default' ? {} : { env: environment };
  const main = mainContainer(service);
  const gone = isUnknown(stopped) ? [] : stopped.slice(0, STOPPED);
  const label = (task: EcsTask): string => `${task.id.slice(0, 8)} ${truncate(taskVersion(task, main), 40)}`;
  const logs = [
    ...gone.map((task) => ({ task, label: `${label(task)}, stopped` })),
    ...running.map((task) => ({ task, label: label(task) })),
  ].map(({ task, label: of }) => ({ label: of, command: command('logs', { service: task.id, ...env }) }));
  const live = running
    .filter(({ stopping }) => !stopping)
    .toSorted((a, b) => Number(b.health === 'unhealthy') - Number(a.health === 'unhealthy'));
  const recycles = live.map((task) => ({
    label: `${label(task)}${task.health === 'unhealthy' ? ', unhealthy' : ''}`,
    command: command('recycle', { task: task.id, ...env }),
  }));
  const chosen = [...select('Log of one', logs), ...(operate ? select('Recycle one', recycles) : [])];
  const hint = running.length > PICKED ? [context(ANY_OTHER)] : [];
  return chosen.length > 0 ? [actions(...chosen), ...hint] : [];
}

type Choice = Parameters<typeof runSelect>[1][number];

function select(placeholder: string, choices: readonly Choice[]): ReturnType<typeof runSelect>[] {
  const listed = choices.filter(({ command: given }) => canBePicked(given)).slice(0, PICKED);
  return listed.length > 0 ? [runSelect(placeholder, listed)] : [];
}
