import { proposalButton, reasonLines } from '../../chat/asked/change.view';
import { statusButton } from '../../chat/words/look-buttons';
import { actions, context, message, section } from '../../chat/words/blocks';
import type { Button } from '../../chat/words/buttons';
import { changeButton } from '../../chat/words/change-button';
import type { ChangeOffer } from '../../chat/words/change-button';
import { serviceName } from '../../chat/words/ecs';
import { askedWords, recentWords } from '../../chat/words/origin';
import { outlookSentence, suspendedSentence } from '../../chat/words/outlook';
import { count } from '../../chat/words/text';
import type { Message } from '../../chat/slack/message.types';
import type { Answer, Proposal } from '../../domain/changes/change.types';
import { rangeBasis, rangeWords } from '../../domain/scaling/scaling-basis.types';
import type { DesiredPlan, RangePlan, TaskRange } from '../../domain/scaling/scaling.types';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { serviceWords } from '../../domain/services/service-ref.types';

type Asked = NonNullable<ChangeOffer['asked']>;

/** It is that already: told privately, with what would make it last. */
export function sameDesiredView(now: number, { plan, recent }: Extract<Answer<'desired'>, { kind: 'same' }>): Message {
  const { state, to, outlook, ranges } = plan;
  const { ref, range } = state;
  const what = `is set to ${count(to, 'task')} already. Nothing was changed.`;
  return message(
    `${serviceWords(ref)} ${what}`,
    section(
      `${serviceName(ref)} ${what}${recentWords(now, recent)}\n${outlookSentence(to, outlook, 'after')}${suspendedSentence(state.suspended)}`,
    ),
    ...rangeOffers(ref, ranges, range),
  );
}

/** What has to be agreed to first, with the full target on the button. */
export function confirmDesiredView(now: number, proposal: Proposal<'desired'>, asked: Asked): Message {
  const { state, from, to, outlook } = proposal.plan;
  const { ref } = state;
  const words = serviceWords(ref);
  const change = `${from} → ${count(to, 'task')}`;
  const what = whatItTakes(proposal.plan);
  return message(
    `${words}: ${change}? ${what}`.trim(),
    section(
      [
        `${serviceName(ref)}: *${change}?*`,
        what,
        `${outlookSentence(to, outlook, 'before')}${suspendedSentence(state.suspended)}`,
        ...reasonLines(now, proposal),
      ]
        .filter(Boolean)
        .join('\n'),
    ),
    actions(
      proposalButton(proposal, {
        label: `Set ${words} to ${to}`,
        asked,
        inPlace: true,
        style: 'danger',
        confirm: {
          title: `Set ${words} to ${count(to, 'task')}?`,
          text: `It is set to ${from} now. ${what}`.trim(),
          confirm: `Set to ${to}`,
        },
      }),
    ),
    context(askedWords(asked), 'Nothing has been changed yet.'),
  );
}

function whatItTakes({ from, to, state: { range } }: DesiredPlan): string {
  if (to === 0) return 'That stops every task: it serves nobody.';
  if (range && to < range.min) return `That is below its minimum of ${range.min}.`;
  if (from === 0) return `None run now, and ${to} would be started at once.`;
  return to > from * 2 ? `That is ${Math.floor(to / from)} times as many.` : '';
}

/** A range that has to be agreed to first. */
export function confirmRangeView(now: number, proposal: Proposal<'range'>, asked: Asked): Message {
  const { state, from, to } = proposal.plan;
  const words = serviceWords(state.ref);
  const [was, is] = [rangeWords(from), rangeWords(to)];
  const what = whatItAllows(proposal.plan);
  return message(
    `${words}: range ${was} → ${is}? ${what}`.trim(),
    section(
      [`${serviceName(state.ref)}: *range ${was} → ${is}?*`, what, ...reasonLines(now, proposal)]
        .filter(Boolean)
        .join('\n'),
    ),
    actions(
      proposalButton(proposal, {
        label: `Set ${words} to ${is}`,
        asked,
        inPlace: true,
        style: 'danger',
        confirm: {
          title: `Set the range of ${words} to ${is}?`,
          text: `It is kept to ${was} now. ${what}`.trim(),
          confirm: `Set to ${is}`,
        },
      }),
    ),
    context(askedWords(asked), 'Nothing has been changed yet.'),
  );
}

function whatItAllows({ state: { desired }, from, to }: RangePlan): string {
  const has = `It has ${count(desired, 'task')} now;`;
  if (to.max < desired) return `${has} that leaves at most ${to.max}.`;
  if (to.min > desired) return `${has} at least ${to.min} are started at once.`;
  return to.max > from.max
    ? `Automatic scaling could then start up to ${count(to.max, 'task')}; it was ${from.max}.`
    : '';
}

/** The range is that already. */
export function sameRangeView(now: number, { plan, recent }: Extract<Answer<'range'>, { kind: 'same' }>): Message {
  const { state, to } = plan;
  const what = `scales between ${to.min} and ${to.max} already, with ${count(state.desired, 'task')}. Nothing was changed.${suspendedSentence(state.suspended)}`;
  return message(
    `${serviceWords(state.ref)} ${what}`,
    section(`${serviceName(state.ref)} ${what}${recentWords(now, recent)}`),
    actions(statusButton(state.ref)),
  );
}

function rangeOffers(ref: ServiceRef, ranges: TaskRange[], from: TaskRange | undefined): ReturnType<typeof actions>[] {
  if (from === undefined || ranges.length === 0) return [];
  const offered = ranges.map((range): Button =>
    changeButton(
      `Set range to ${rangeWords(range)}`,
      { kind: 'range', ref, wish: { range }, basis: rangeBasis(from) },
      { style: 'primary' },
    ),
  );
  return [actions(...offered)];
}
