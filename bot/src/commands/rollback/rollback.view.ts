import { proposalButton, reasonLines, summaryWords } from '../../chat/asked/change.view';
import type { Message } from '../../chat/slack/message.types';
import { actions, lines, message, section } from '../../chat/words/blocks';
import type { ChangeOffer } from '../../chat/words/change-button';
import { differenceLines } from '../../chat/words/differences';
import { serviceName } from '../../chat/words/ecs';
import { statusButton } from '../../chat/words/look-buttons';
import { ago, agoPlain, code, escapeMrkdwn } from '../../chat/words/text';
import type { Proposal } from '../../domain/changes/change.types';
import { shortDigest } from '../../domain/images/image-ref.types';
import { serviceWords } from '../../domain/services/service-ref.types';

/** What would come back, since when it is known to be good, and what else would change, with the button that does it. */
export function rollbackView(
  now: number,
  proposal: Proposal<'rollback'>,
  asked: NonNullable<ChangeOffer['asked']>,
): Message {
  const { ref, plan, summary } = proposal;
  const { target, to, differences } = plan;
  const main = target.containers.find((container) => container.main);
  const digest = main?.digest === undefined ? '' : ` ${code(shortDigest(main.digest))}`;
  const by = to.includes(target.revision) ? '' : ` (${code(target.revision)})`;
  const good = `${code(to)}${digest}${by} ran before: its deployment succeeded ${ago(target.finishedAt, now)}.`;
  const also = differences.length > 0 ? ['This would change too:'] : ['Nothing else would change.'];
  return message(
    `${serviceWords(ref)}: back, ${summaryWords(summary)}, whose deployment succeeded ${agoPlain(target.finishedAt, now)}? Nothing was changed yet.`,
    section(
      [
        `${serviceName(ref)}: *${escapeMrkdwn(summaryWords(summary))}*`,
        `${good} *Nothing was changed yet.*`,
        ...reasonLines(now, proposal),
        ...also,
      ].join('\n'),
    ),
    ...lines(differenceLines(differences)),
    actions(proposalButton(proposal, { label: `Roll back to ${to}`, asked, style: 'danger' }), statusButton(ref)),
  );
}
