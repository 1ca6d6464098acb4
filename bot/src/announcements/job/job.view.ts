import type { Message } from '../../chat/slack/message.types';
import { actions, context, message, section } from '../../chat/words/blocks';
import { changeButton } from '../../chat/words/change-button';
import { ecsWords, serviceName, shortTask } from '../../chat/words/ecs';
import { statusButton } from '../../chat/words/look-buttons';
import { callWords } from '../../chat/words/origin';
import { ago, code, duration, escapeMrkdwn, truncate } from '../../chat/words/text';
import { nameOfActor } from '../../domain/changes/changes.errors';
import type { JobLog, JobRun, JobTask } from '../../domain/jobs/jobs.types';
import { serviceWords } from '../../domain/services/service-ref.types';

const REASON = 300;
/** A section of Slack's has 3000 characters. */
const LOG = 2800;

/** A job at one moment: what it is, how it goes, and how it ended. */
export function jobView(run: JobRun, task?: JobTask): Message {
  const { ref, job, command, container, version, revision, telling, startedAt, end } = run;
  const [words, mark] = storyOf(run, task);
  return message(
    `${serviceWords(ref)}: job ${job}: ${words}`,
    section(`${serviceName(ref)}: *job ${escapeMrkdwn(job)}: ${escapeMrkdwn(words)}* ${mark}`),
    section(`${code(command.join(' '))} in ${code(container)} of ${code(version)}`),
    actions(...(end === undefined && run.cancelledBy === undefined ? [endButton(run)] : []), statusButton(ref)),
    context(
      ...(telling ? [telling.asked] : []),
      `${code(revision)}, started ${ago(startedAt, startedAt)}${run.task === undefined ? '' : `, task ${shortTask(run.task)}`}`,
    ),
  );
}

/** What it wrote, as it was written. */
export function jobLogView({ lines, earlier }: JobLog): Message {
  const text = lines.map((line) => line.text).join('\n');
  const shown = text.length > LOG ? `…${text.slice(-LOG)}` : text;
  const words = `\`\`\`${escapeMrkdwn(shown).replaceAll('```', "'''").slice(-LOG)}\`\`\``;
  const note = earlier ? [context('There was more before these lines.')] : [];
  return message(truncate(lines.at(-1)?.text ?? '', REASON).replaceAll(/[<>&]/g, ''), section(words), ...note);
}

/** How it ended, as one reply to whoever started it. */
export function jobEndView(run: JobRun): Message {
  const [words] = storyOf(run);
  const text = `${callWords(run.actor)}${escapeMrkdwn(`${serviceWords(run.ref)}: job ${run.job}: ${words}`)}`;
  return message(text, section(text));
}

/** In plain text, and the mark after it. */
function storyOf(run: JobRun, task?: JobTask): [string, string] {
  const { end, cancelledBy, startedAt } = run;
  const by = cancelledBy === undefined ? '' : ` by ${nameOfActor(cancelledBy)}`;
  if (end === undefined) {
    if (cancelledBy !== undefined) return [`being ended${by}.`, '⏹️'];
    return task?.status === 'RUNNING' ? ['running.', '⏳'] : ['being started.', '⏳'];
  }
  const took = duration(Math.max(0, end.at - startedAt));
  if (cancelledBy !== undefined) return [`ended${by} after ${took}${exitWords(end.exitCode)}.`, '⏹️'];
  if (end.exitCode === 0) return [`done in ${took}: exit 0.`, '✅'];
  const why = end.reason === undefined ? '' : `: ${plainReason(end.reason)}`;
  if (end.exitCode === undefined) return [`failed after ${took}, and no exit code is known${why}.`, '❌'];
  return [`failed after ${took}${exitWords(end.exitCode)}${why}.`, '❌'];
}

const exitWords = (exitCode: number | undefined): string => (exitCode === undefined ? '' : `: exit ${exitCode}`);

/** ECS's own words, readable and not escaped: whoever shows them escapes the whole. */
function plainReason(reason: string): string {
  return ecsWords(truncate(reason, REASON))
    .replace(/\.$/, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replaceAll('`', '');
}

function endButton({ id, ref, job }: JobRun): ReturnType<typeof changeButton> {
  const change = { kind: 'end-run', ref, wish: { run: id }, basis: { key: id, words: `running ${job}` } } as const;
  return changeButton(`End ${job}`, change, { style: 'danger' });
}
