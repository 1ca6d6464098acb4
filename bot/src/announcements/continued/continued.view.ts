import { actions, context, message, section } from '../../chat/words/blocks';
import { serviceName } from '../../chat/words/ecs';
import { statusButton } from '../../chat/words/look-buttons';
import { originWords, personName } from '../../chat/words/origin';
import { escapeMrkdwn } from '../../chat/words/text';
import type { Message } from '../../chat/slack/message.types';
import type { Change } from '../../domain/changes/change.types';
import type { DecisionMade } from '../../domain/deployments/decision.types';
import { serviceWords } from '../../domain/services/service-ref.types';

/** That somebody let a deployment go on that waited at a hook, or go back: who, and which. */
export function continuedView({ result, ...change }: Change<'continue'> & { result: DecisionMade }): Message {
  const { ref, underWay, action, back = 'what ran before' } = result;
  const did =
    action === 'CONTINUE'
      ? `let ${underWay.version} go on from where it waited.`
      : `had ${underWay.version} go back. ECS brings back ${back}.`;
  const name = change.actor.name ?? change.actor.id;
  return message(
    `${serviceWords(ref)}: ${escapeMrkdwn(`${name} ${did}`)}`,
    section(`${serviceName(ref)}: ${personName(change.actor)} ${escapeMrkdwn(did)}`),
    actions(statusButton(ref)),
    context(originWords(change)),
  );
}
