import { proposalButton, summaryWords } from '../../chat/asked/change.view';
import type { Message } from '../../chat/slack/message.types';
import { actions, context, message, section } from '../../chat/words/blocks';
import type { ChangeOffer } from '../../chat/words/change-button';
import { serviceName } from '../../chat/words/ecs';
import { findingsSummary } from '../../chat/words/findings';
import { imagePlanBlocks } from '../../chat/words/image-plan';
import { statusButton } from '../../chat/words/look-buttons';
import { code, escapeMrkdwn } from '../../chat/words/text';
import type { Proposal } from '../../domain/changes/change.types';
import { serviceWords } from '../../domain/services/service-ref.types';
import type { UserError } from '../../kernel/user-error';

/** What a deployment would change and what stands in its way; where nothing does, the button that makes it. */
export function planView(
  now: number,
  proposal: Proposal<'image'> & { refusal: UserError | undefined },
  { asked, took }: { asked: NonNullable<ChangeOffer['asked']>; took: string | undefined },
): Message {
  const { ref, plan, summary, refusal } = proposal;
  const { findings = [] } = plan;
  const what = summaryWords(summary);
  const next = refusal?.next === undefined ? [] : [section(escapeMrkdwn(refusal.next))];
  const deploy = refusal ? [] : [proposalButton(proposal, { label: `Deploy ${summary.to}`, asked })];
  return message(
    `${serviceWords(ref)}: ${what}. ${findingsSummary(findings)} This is the plan alone: nothing was changed.`,
    section(`${serviceName(ref)}: *${escapeMrkdwn(what)}*\nThis is the plan alone: nothing was changed.`),
    ...imagePlanBlocks(now, plan),
    ...next,
    actions(...deploy, statusButton(ref)),
    ...tookNote(took, serviceWords(ref)),
  );
}

/** Nothing would be changed. */
export function samePlanView({ ref, summary }: Proposal<'image'>, took: string | undefined): Message {
  return message(
    `${serviceWords(ref)} is set to ${summary.to} already: there is nothing to change.`,
    section(`${serviceName(ref)} is set to ${code(summary.to)} already: there is nothing to change.`),
    actions(statusButton(ref)),
    ...tookNote(took, serviceWords(ref)),
  );
}

function tookNote(took: string | undefined, whose: string): ReturnType<typeof context>[] {
  return took === undefined ? [] : [context(`I took ${code(took)} for ${code(whose)}.`)];
}
