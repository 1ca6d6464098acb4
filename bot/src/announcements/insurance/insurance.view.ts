import type { Message } from '../../chat/slack/message.types';
import { actions, context, message, section } from '../../chat/words/blocks';
import { serviceName } from '../../chat/words/ecs';
import { statusButton } from '../../chat/words/look-buttons';
import { code, escapeMrkdwn } from '../../chat/words/text';
import { shortDigest } from '../../domain/images/image-ref.types';
import type { Loss } from '../../domain/insurance/insurance.types';
import { serviceWords } from '../../domain/services/service-ref.types';

/** An image that a service may need is in its registry no more: what that means, and what to do. */
export function lossView(loss: Loss): Message {
  const { ref, version, digest, revision } = loss;
  const [headline, meaning] = wordsOf(loss);
  const next = `Push that very image again (${shortDigest(digest)}), and have the lifecycle policy of its repository keep what runs and what ran last.`;
  return message(
    `${serviceWords(ref)}: ${headline} ${meaning}`,
    section(`${serviceName(ref)}: *${escapeMrkdwn(headline)}* ⚠️\n${escapeMrkdwn(meaning)}`),
    section(escapeMrkdwn(next)),
    actions(statusButton(ref)),
    context(`${code(version)} ${code(shortDigest(digest))}, ${code(revision)}. I look once a day and say this once.`),
  );
}

function wordsOf({ as, version, instead }: Loss): [string, string] {
  const back = instead === undefined ? 'There is nothing that I could go back to.' : `I could go back to ${instead}.`;
  return as === 'serves'
    ? [
        `${version}, which serves, is not in its registry any more.`,
        `The tasks that run go on, and no new one of it can start: not to replace one, not to scale out. ${back}`,
      ]
    : [
        `${version}, the last that ran well before this, is not in its registry any more.`,
        instead === undefined
          ? 'A rollback would have nothing to go back to.'
          : `A rollback would go back to ${instead}, which is older.`,
      ];
}
