import { actions, context, message, section } from '../../chat/words/blocks';
import { serviceName } from '../../chat/words/ecs';
import { statusButton } from '../../chat/words/look-buttons';
import { originWords, personName } from '../../chat/words/origin';
import { escapeMrkdwn } from '../../chat/words/text';
import type { Message } from '../../chat/slack/message.types';
import type { Change } from '../../domain/changes/change.types';
import type { Cancelled } from '../../domain/deployments/cancellation.types';
import { serviceWords } from '../../domain/services/service-ref.types';

/** That somebody ended a deployment before it was done: who, which, and what ECS brings back. */
export function cancelledView({ result, ...change }: Change<'cancel'> & { result: Cancelled }): Message {
  const { ref, underWay, back = 'what ran before' } = result;
  const story = escapeMrkdwn(`cancelled ${underWay.version}. ECS brings back ${back}.`);
  const name = change.actor.name ?? change.actor.id;
  return message(
    `${serviceWords(ref)}: ${escapeMrkdwn(name)} ${story}`,
    section(`${serviceName(ref)}: ${personName(change.actor)} ${story}`),
    actions(statusButton(ref)),
    context(originWords(change)),
  );
}
