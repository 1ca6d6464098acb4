import { proposalButton, reasonLines } from '../../chat/asked/change.view';
import type { Message } from '../../chat/slack/message.types';
import { actions, message, section } from '../../chat/words/blocks';
import type { ChangeOffer } from '../../chat/words/change-button';
import { serviceName, shortTask } from '../../chat/words/ecs';
import { tasksButton } from '../../chat/words/look-buttons';
import { ago, code, count } from '../../chat/words/text';
import type { Proposal } from '../../domain/changes/change.types';
import { serviceWords } from '../../domain/services/service-ref.types';

/** The task that would be stopped and what runs beside it, with the button that does it. */
export function recycleView(
  now: number,
  proposal: Proposal<'recycle'>,
  asked: NonNullable<ChangeOffer['asked']>,
): Message {
  const { ref, plan } = proposal;
  const { task, version, startedAt, health, others } = plan;
  const since = startedAt === undefined ? 'has not started yet' : `runs since ${ago(startedAt, now)}`;
  const beside =
    others === 0
      ? '*No other task of it runs: nothing serves until its successor does.*'
      : `${count(others, 'other task')} of it ${others === 1 ? 'runs' : 'run'} beside it.`;
  const label = `Recycle task ${task.slice(0, 8)} of ${serviceWords(ref)}`;
  return message(
    `${serviceWords(ref)}: recycle task ${task.slice(0, 8)}? Nothing was stopped yet.`,
    section(
      [
        `${serviceName(ref)}: task ${shortTask(task)} of ${code(version)} ${since}${health === 'unhealthy' ? ', and is unhealthy' : ''}. ${beside}`,
        'Recycled, ECS stops it and starts another in its place. *Nothing was stopped yet.*',
        ...reasonLines(now, proposal),
      ].join('\n'),
    ),
    actions(proposalButton(proposal, { label, asked, style: 'danger' }), tasksButton(ref)),
  );
}
