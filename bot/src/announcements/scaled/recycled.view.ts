import { actions, context, message, section } from '../../chat/words/blocks';
import { serviceName, shortTask } from '../../chat/words/ecs';
import { statusButton, tasksButton } from '../../chat/words/look-buttons';
import { originWords, personName } from '../../chat/words/origin';
import { code, count, escapeMrkdwn } from '../../chat/words/text';
import type { Message } from '../../chat/slack/message.types';
import type { Change } from '../../domain/changes/change.types';
import type { Recycled } from '../../domain/tasks/tasks.types';
import { serviceWords } from '../../domain/services/service-ref.types';

/** That somebody had a task stopped, so that ECS starts another in its place. */
export function recycledView({ result, ...change }: Change<'recycle'> & { result: Recycled }): Message {
  const { ref, task, version, others } = result;
  const left =
    others === 0
      ? 'No other task runs meanwhile.'
      : `${count(others, 'other task')} of it ${others === 1 ? 'goes' : 'go'} on.`;
  const name = change.actor.name ?? change.actor.id;
  const story = 'ECS stops it and starts another in its place.';
  return message(
    `${serviceWords(ref)}: ${escapeMrkdwn(name)} recycled task ${task.slice(0, 8)} of ${escapeMrkdwn(version)}. ${story} ${left}`,
    section(
      `${serviceName(ref)}: ${personName(change.actor)} recycled task ${shortTask(task)} of ${code(version)}. ${story} ${left}`,
    ),
    actions(tasksButton(ref), statusButton(ref)),
    context(originWords(change)),
  );
}
