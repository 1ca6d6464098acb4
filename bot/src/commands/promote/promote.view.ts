import { proposalButton, reasonLines, summaryWords } from '../../chat/asked/change.view';
import type { Message } from '../../chat/slack/message.types';
import { actions, lines, message, section } from '../../chat/words/blocks';
import type { ChangeOffer } from '../../chat/words/change-button';
import { differenceLines } from '../../chat/words/differences';
import { serviceName } from '../../chat/words/ecs';
import { imagePlanBlocks } from '../../chat/words/image-plan';
import { statusButton } from '../../chat/words/look-buttons';
import { code, escapeMrkdwn } from '../../chat/words/text';
import type { Proposal } from '../../domain/changes/change.types';
import type { SetNow } from '../../domain/deployments/deployment.types';
import type { Difference } from '../../domain/deployments/rollback.types';
import { shortDigest } from '../../domain/images/image-ref.types';
import { serviceWords } from '../../domain/services/service-ref.types';
import type { UserError } from '../../kernel/user-error';
import { isUnknown } from '../../kernel/part';
import type { Part } from '../../kernel/part';

/** What is known of a promotion beside its plan. */
interface Known {
  /** What the environment is set to that the image runs in. */
  set: SetNow;
  /** What is otherwise there than where it is to go. */
  differences: Part<Difference[]>;
  asked: NonNullable<ChangeOffer['asked']>;
}

/** What would go from one environment into the other, what stays different, and the button that does it. */
export function promoteView(
  now: number,
  proposal: Proposal<'image'> & { refusal: UserError | undefined },
  { set, differences, asked }: Known,
): Message {
  const { ref, plan, summary, refusal } = proposal;
  const what = summaryWords(summary);
  const runs = `${summary.to} ${set.ranWell ? 'runs' : 'is set'} in ${set.ref.environment}`;
  const unwell = set.ranWell ? [] : [`⚠️ *Warning:* it does not run there as it should.`];
  const next = refusal?.next === undefined ? [] : [refusal.next];
  const label = `Deploy ${summary.to} to ${ref.environment}`;
  return message(
    `${serviceWords(ref)}: ${what}? ${runs}. Nothing was changed yet.`,
    section(`${serviceName(ref)}: *${escapeMrkdwn(what)}*\n${escapeMrkdwn(runs)}. *Nothing was changed yet.*`),
    ...lines([...unwell, ...reasonLines(now, proposal)]),
    ...imagePlanBlocks(now, plan),
    ...lines(betweenLines(set, proposal, differences)),
    ...next.map((words) => section(escapeMrkdwn(words))),
    actions(...(refusal ? [] : [proposalButton(proposal, { label, asked, style: 'danger' })]), statusButton(ref)),
  );
}

/** It runs in both. */
export function promotedView({ ref: source, main }: SetNow, { ref, summary }: Proposal<'image'>): Message {
  const digest = main.digest === undefined ? '' : ` ${shortDigest(main.digest)}`;
  const text = `${serviceWords(ref)} is set to ${summary.to}${digest} already, as ${source.environment} is. Nothing was changed.`;
  return message(text, section(escapeMrkdwn(text)), actions(statusButton(ref)));
}

/** Only the image is copied: what else is otherwise stays so. */
function betweenLines(set: SetNow, { ref, plan }: Proposal<'image'>, differences: Part<Difference[]>): string[] {
  const [there, here] = [escapeMrkdwn(set.ref.environment), escapeMrkdwn(ref.environment)];
  const which = `${there} (${code(set.revision)}) and ${here} (${code(plan.plannedFrom)})`;
  if (isUnknown(differences))
    return [`What else differs between ${which} I cannot say. ${escapeMrkdwn(differences.unknown)}`];
  const others = differences.filter(({ member }) => member !== 'image' && member !== 'family');
  if (others.length === 0) return [`Nothing else differs between ${which}.`];
  return [`Between ${which} this differs too, and stays so (${here} → ${there}):`, ...differenceLines(others)];
}
