import { proposalButton, reasonLines } from '../../chat/asked/change.view';
import { actions, context, message, section } from '../../chat/words/blocks';
import { runButton } from '../../chat/words/buttons';
import type { Button } from '../../chat/words/buttons';
import { changeButton } from '../../chat/words/change-button';
import type { ChangeOffer } from '../../chat/words/change-button';
import { command } from '../../chat/words/commands';
import { serviceName } from '../../chat/words/ecs';
import { askedWords, recentWords } from '../../chat/words/origin';
import { outlookSentence, suspendedSentence } from '../../chat/words/outlook';
import { count } from '../../chat/words/text';
import type { Message } from '../../chat/slack/message.types';
import type { Answer, Proposal } from '../../domain/changes/change.types';
import type { DesiredPlan, TaskRange } from '../../domain/scaling/scaling.types';
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

/** Above the maximum: nothing was changed, and a range that would contain it is offered. */
export function refusedView({ state, to, ranges }: DesiredPlan): Message {
  const { ref, range, suspended } = state;
  const then = suspended.in ? '' : `, so ${to} would be reduced at its next activity`;
  const kept = range ? `Automatic scaling keeps it between ${range.min} and ${range.max}` : 'It has no range';
  return message(
    `${serviceWords(ref)} was not set to ${to}. ${kept}.`,
    section(`*Nothing was changed.*\n${kept}${then}.${suspendedSentence(suspended)}`),
    ...(ranges.length ? [section(`${serviceName(ref)}: a range that contains ${to} makes it last.`)] : []),
    ...rangeOffers(ref, ranges, range),
  );
}

/** To 0, below the minimum, or many times as many: the question, in the channel, with the full target on the button. */
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
  return to > from * 2 ? `That is ${Math.round(to / Math.max(1, from))} times as many.` : '';
}

/** A range that takes tasks away, or allows many times as many: the question, in the channel. */
export function confirmRangeView(now: number, proposal: Proposal<'range'>, asked: Asked): Message {
  const { state, from, to } = proposal.plan;
  const words = serviceWords(state.ref);
  const [was, is] = [rangeWords(from), rangeWords(to)];
  const what =
    to.max < state.desired
      ? `It has ${count(state.desired, 'task')} now; that leaves at most ${to.max}.`
      : `Automatic scaling could then start up to ${count(to.max, 'task')}; it was ${from.max}.`;
  return message(
    `${words}: range ${was} → ${is}? ${what}`,
    section([`${serviceName(state.ref)}: *range ${was} → ${is}?*`, what, ...reasonLines(now, proposal)].join('\n')),
    actions(
      proposalButton(proposal, {
        label: `Set ${words} to ${is}`,
        asked,
        inPlace: true,
        style: 'danger',
        confirm: { title: `Set the range of ${words} to ${is}?`, text: what, confirm: `Set to ${is}` },
      }),
    ),
    context(askedWords(asked), 'Nothing has been changed yet.'),
  );
}

/** The range is that already. */
export function sameRangeView(now: number, { plan, recent }: Extract<Answer<'range'>, { kind: 'same' }>): Message {
  const { state, to } = plan;
  const what = `scales between ${to.min} and ${to.max} already, with ${count(state.desired, 'task')}. Nothing was changed.${suspendedSentence(state.suspended)}`;
  return message(
    `${serviceWords(state.ref)} ${what}`,
    section(`${serviceName(state.ref)} ${what}${recentWords(now, recent)}`),
    actions(runButton('Status', command('status', { service: state.ref }))),
  );
}

/** `4-10` */
function rangeWords({ min, max }: TaskRange): string {
  return `${min}-${max}`;
}

function rangeOffers(ref: ServiceRef, ranges: TaskRange[], from: TaskRange | undefined): ReturnType<typeof actions>[] {
  if (from === undefined || ranges.length === 0) return [];
  const basis = { key: rangeWords(from), words: `kept to ${rangeWords(from)}` };
  const offered = ranges.map((range): Button =>
    changeButton(
      `Set range to ${rangeWords(range)}`,
      { kind: 'range', ref, wish: { range }, basis },
      { style: 'primary' },
    ),
  );
  return [actions(...offered)];
}
