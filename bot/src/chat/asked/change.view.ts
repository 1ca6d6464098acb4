import type {
  Change,
  ChangeKindName,
  OfferedChange,
  Proposal,
  Reason,
  RecentChange,
  Summary,
} from '../../domain/changes/change.types';
import { shortDigest } from '../../domain/images/image-ref.types';
import { serviceWords } from '../../domain/services/service-ref.types';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import type { Message } from '../slack/message.types';
import { statusButton } from '../words/look-buttons';
import { actions, context, lines, message, section } from '../words/blocks';
import type { Button } from '../words/buttons';
import { changeButton } from '../words/change-button';
import type { ChangeOffer } from '../words/change-button';
import type { Command } from '../words/commands';
import { serviceName } from '../words/ecs';
import { imagePlanBlocks } from '../words/image-plan';
import { MOST_BUTTONS, pickBlocks } from '../words/next-steps';
import { personName, recentWords } from '../words/origin';
import { ago, code, escapeMrkdwn } from '../words/text';

/** `1.0.0 → 1.1.0` */
export function summaryWords({ from, to }: Summary): string {
  return `${from} → ${to}`;
}

/** `primes/primes-api: 1.0.0 → 1.1.0`: environment, cluster, service, from, to. */
export function targetWords({ ref, summary }: Pick<Proposal<ChangeKindName>, 'ref' | 'summary'>): string {
  return `${serviceWords(ref)}: ${summaryWords(summary)}`;
}

/** A planned change as a button that shows its full target: environment, cluster, service, from, to. */
export function proposalButton(
  proposal: Pick<Proposal<ChangeKindName>, 'change' | 'ref' | 'wish' | 'basis' | 'summary'>,
  offer: ChangeOffer & { label?: string } = {},
): Button {
  const { change: kind, ref, wish, basis, summary } = proposal;
  const label = offer.label ?? targetWords({ ref, summary });
  return changeButton(label, { kind, ref, wish, basis } as OfferedChange, offer);
}

/** Something has to be known before a change is made: why, what it would do, and the button that does it. */
export function askView(
  now: number,
  proposal: Proposal<ChangeKindName>,
  asked: ChangeOffer['asked'],
  buttons: Button[] = [proposalButton(proposal, asked ? { asked } : {})],
): Message {
  const reasons = reasonLines(now, proposal);
  const { ref, summary } = proposal;
  return message(
    `${serviceWords(ref)}: ${summaryWords(summary)}? Nothing was changed yet. ${reasons.join(' ')}`.trim(),
    section(`*Nothing was changed yet.*\n${reasons.join('\n')}`.trim()),
    section(`${serviceName(ref)}: ${escapeMrkdwn(summaryWords(summary))}`),
    ...planBlocks(now, proposal),
    actions(...buttons),
  );
}

/** What is in a plan beyond its summary, where it is one of another image, and beyond the reasons to look at it. */
function planBlocks(now: number, { change, plan }: Proposal<ChangeKindName>): ReturnType<typeof imagePlanBlocks> {
  if (change !== 'image') return [];
  const { findings = [], ...image } = plan as Proposal<'image'>['plan'];
  const isSaid = { 'under-way': image.underWay !== undefined, image: image.unchecked !== undefined };
  return imagePlanBlocks(now, {
    ...image,
    findings: findings.filter(({ check }) => !(check in isSaid && isSaid[check as keyof typeof isSaid])),
  });
}

/** Why somebody should look at a plan first, a sentence each. */
export function reasonLines(now: number, { reasons }: Pick<Proposal<ChangeKindName>, 'reasons'>): string[] {
  return reasons.map((reason) => reasonWords(now, reason));
}

function reasonWords(now: number, reason: Reason): string {
  switch (reason.kind) {
    case 'replaces': {
      const started = reason.actor ? `${personName(reason.actor)} started it` : 'it was started';
      return `${code(reason.version)} is being deployed; ${started} ${ago(reason.startedAt, now)}. This would take its place.`;
    }
    case 'unchecked':
      return `I cannot check ${code(reason.image)} in its registry: ${escapeMrkdwn(reason.why)}`;
    case 'gone':
      return `${reason.versions.map(code).join(', ')} ran well after that, and ${reason.versions.length === 1 ? 'is' : 'are'} not in the registry any more.`;
    case 'tag-moved':
      return movedWords(reason);
    case 'changed-just-now':
    default:
      return `${personName(reason.actor)} changed it ${ago(reason.at, now)}: ${escapeMrkdwn(summaryWords(reason.summary))}.`;
  }
}

function movedWords({ container, tag, running, now }: Extract<Reason, { kind: 'tag-moved' }>): string {
  const runs = code(shortDigest(running));
  const is = now === undefined ? 'is not in the registry any more' : `is ${code(shortDigest(now))} now`;
  return `The tag ${code(tag)} of ${code(container)} has moved: ${runs} runs, and ${code(tag)} ${is}.`;
}

/** What less than a full name may have meant, with the button that does it, and the command in full. */
export interface GuessOffer {
  ref: ServiceRef;
  summary: Summary;
  button: Button;
  again: Command;
}

/**
 * What was asked was less than a full name: what it may have meant, in full, each with its button. Of more than fit as
 * buttons one is picked from a list: that is then asked for by its full name, as if it had been typed.
 */
export function guessView(asked: string, offers: readonly GuessOffer[]): Message {
  const question = offers.length > 1 ? 'Which one is meant?' : 'Is this what you mean?';
  return message(
    `${asked} is not the full name of a service, so nothing was changed.`,
    section(`${code(asked)} is not the full name of a service, so nothing was changed.\n${question}`),
    ...lines(offers.map(({ ref, summary }) => `${serviceName(ref)}: ${escapeMrkdwn(summaryWords(summary))}`)),
    ...(offers.length <= MOST_BUTTONS
      ? [actions(...offers.map(({ button }) => button))]
      : pickBlocks(offers.map(({ again, ...what }) => ({ label: targetWords(what), command: again })))),
  );
}

/** It is so already; who made it so, where that was a moment ago. */
export function sameView(now: number, ref: ServiceRef, { to }: Pick<Summary, 'to'>, recent?: RecentChange): Message {
  return message(
    `${serviceWords(ref)} is set to ${to} already. Nothing was changed.`,
    section(`${serviceName(ref)} is set to ${code(to)} already.${recentWords(now, recent)}\nNothing was changed.`),
    actions(statusButton(ref)),
  );
}

/** What is left of a private message whose button was pressed: what was chosen, and nothing to press. */
export function changedView({ ref, summary }: Change): Message {
  const what = summaryWords(summary);
  return message(
    `${serviceWords(ref)}: ${what} was chosen.`,
    section(`${serviceName(ref)}: ${escapeMrkdwn(what)} was chosen.`),
  );
}

/** It was changed, and those who should see it cannot: the one thing that has to be told privately. */
export function unseenView({ ref, summary }: Change, why: string): Message {
  const what = summaryWords(summary);
  return message(
    `${serviceWords(ref)}: ${what}. This was done, but I could not post it in this channel.`,
    section(`${serviceName(ref)}: *${escapeMrkdwn(what)}*\nThis was done, but I could not post it in this channel.`),
    context(escapeMrkdwn(why)),
    actions(statusButton(ref)),
  );
}
