import { proposalButton, reasonLines } from '../../chat/asked/change.view';
import type { Message } from '../../chat/slack/message.types';
import { actions, message, section } from '../../chat/words/blocks';
import type { ChangeOffer } from '../../chat/words/change-button';
import { serviceName } from '../../chat/words/ecs';
import { statusButton } from '../../chat/words/look-buttons';
import { personName } from '../../chat/words/origin';
import { ago, agoPlain, code, escapeMrkdwn } from '../../chat/words/text';
import type { Proposal } from '../../domain/changes/change.types';
import { serviceWords } from '../../domain/services/service-ref.types';

/** The deployment that would be ended, whose it is and what would come back, with the button that does it. */
export function cancelView(
  now: number,
  proposal: Proposal<'cancel'>,
  asked: NonNullable<ChangeOffer['asked']>,
): Message {
  const { ref, plan } = proposal;
  const { version, startedAt, actor } = plan.underWay;
  const back = plan.back ?? 'what ran before';
  const by = actor ? `, started by ${personName(actor)}` : '';
  const label = plan.back === undefined ? `Cancel ${version}` : `Cancel ${version}, back to ${plan.back}`;
  return message(
    `${serviceWords(ref)}: cancel ${version}, which is being deployed since ${agoPlain(startedAt, now)}? Nothing was changed yet.`,
    section(
      [
        `${serviceName(ref)}: ${code(version)} is being deployed${by} ${ago(startedAt, now)}.`,
        `Cancelled, ECS brings back ${escapeMrkdwn(back)}. *Nothing was changed yet.*`,
        ...reasonLines(now, proposal),
      ].join('\n'),
    ),
    actions(proposalButton(proposal, { label, asked, style: 'danger' }), statusButton(ref)),
  );
}
