import { actions, context, message, section } from '../../chat/words/blocks';
import { button, runButton } from '../../chat/words/buttons';
import { command } from '../../chat/words/commands';
import { serviceName } from '../../chat/words/ecs';
import { code, count, escapeMrkdwn } from '../../chat/words/text';
import type { Message } from '../../chat/slack/message.types';
import type { DesiredPlan, ScalingState, TaskRange } from '../../domain/scaling/scaling.types';
import { serviceWords } from '../../domain/services/service-ref.types';
import type { Offer } from './offers';
import { outlookSentence } from './outlook';
import { askedWords, RANGE_ACTION, rangeButton, rangeWords, setButton } from './scale.view';
import type { Asked } from './scale.view';

/** It is that already: told privately, with what would make it last. */
export function sameView({ state, to, outlook, ranges }: DesiredPlan): Message {
  const { ref, range } = state;
  const offers = range ? ranges.map((offer) => rangeButton(ref, offer, range)) : [];
  const text = `${serviceWords(ref)} is set to ${count(to, 'task')} already. Nothing was changed.`;
  return message(
    text,
    section(
      `${serviceName(ref)} is set to ${count(to, 'task')} already. Nothing was changed.\n${outlookSentence(to, outlook)}`,
    ),
    ...(offers.length ? [actions(...offers)] : []),
  );
}

/** Above the maximum: nothing was changed, and a range that would contain it is offered. */
export function refusedView({ state, to, ranges }: DesiredPlan): Message {
  const { ref, range } = state;
  const kept = range ? `Automatic scaling keeps it between ${range.min} and ${range.max}` : 'It has no range';
  const offers = range ? ranges.map((offer) => rangeButton(ref, offer, range)) : [];
  return message(
    `${serviceWords(ref)} was not set to ${to}. ${kept}.`,
    section(`*Nothing was changed.*\n${kept}, so ${to} would be reduced at its next activity.`),
    ...(offers.length
      ? [section(`${serviceName(ref)}: a range that contains ${to} makes it last.`), actions(...offers)]
      : []),
  );
}

/** To 0 or below the minimum: the question, in the channel, with the full target on the button. */
export function confirmDesiredView({ state, from, to, outlook }: DesiredPlan, asked: Asked): Message {
  const { ref, range } = state;
  const words = serviceWords(ref);
  const what =
    to === 0 ? 'That stops every task: it serves nobody.' : `That is below its minimum of ${range?.min ?? 0}.`;
  return message(
    `${words}: ${from} → ${count(to, 'task')}? ${what}`,
    section(`${serviceName(ref)}: *${from} → ${count(to, 'task')}?*\n${what} ${outlookSentence(to, outlook)}`),
    actions(
      setButton(ref, to, from, `Set ${words} to ${to}`, {
        title: `Set ${words} to ${count(to, 'task')}?`,
        text: `It has ${count(from, 'task')} now. ${what}`,
        confirm: `Set to ${to}`,
      }),
    ),
    context(askedWords(asked), 'Nothing has been changed yet.'),
  );
}

/** What was asked was less than a full name: what it may have meant, in full, each with its button. */
export function guessView(asked: string, offers: Offer[]): Message {
  const text = `${asked} is not the full name of a service, so nothing was changed.`;
  return message(
    text,
    section(
      `${code(asked)} is not the full name of a service, so nothing was changed.\n${offers.length > 1 ? 'Which one is meant?' : 'Is this what you mean?'}`,
    ),
    ...offers.map(({ state, label }) => section(`${serviceName(state.ref)}: ${escapeMrkdwn(label)}`)),
    actions(...offers.map((offer) => offer.button)),
  );
}

/** A range that takes tasks away: the question, in the channel. */
export function confirmRangeView(
  { ref, desired }: ScalingState,
  range: TaskRange,
  from: TaskRange,
  asked: Asked,
): Message {
  const words = serviceWords(ref);
  const what = `It has ${count(desired, 'task')} now; that leaves at most ${range.max}.`;
  const [was, is] = [rangeWords(from), rangeWords(range)];
  return message(
    `${words}: range ${was} → ${is}? ${what}`,
    section(`${serviceName(ref)}: *range ${was} → ${is}?*\n${what}`),
    actions(
      button({
        id: RANGE_ACTION,
        label: `Set ${words} to ${is}`,
        payload: { ref, range, plannedFrom: from },
        style: 'danger',
        confirm: { title: `Set the range of ${words} to ${is}?`, text: what, confirm: `Set to ${is}` },
      }),
    ),
    context(askedWords(asked), 'Nothing has been changed yet.'),
  );
}

/** The range is that already. */
export function sameRangeView({ ref, desired }: ScalingState, range: TaskRange): Message {
  const words = serviceWords(ref);
  const text = `${words} scales between ${range.min} and ${range.max} already, with ${count(desired, 'task')}. Nothing was changed.`;
  return message(text, section(escapeMrkdwn(text)), actions(runButton('Status', command('status', { service: ref }))));
}
