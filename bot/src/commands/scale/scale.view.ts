import type { Button } from '@slack/types';
import { actions, context, message, section } from '../../chat/blocks/blocks';
import { button, runButton } from '../../chat/blocks/buttons';
import { serviceName } from '../../chat/blocks/ecs';
import { code, count, escapeMrkdwn } from '../../chat/blocks/text';
import type { Message } from '../../chat/chat.types';
import type {
  DesiredChange,
  DesiredPlan,
  RangeChange,
  ScalingState,
  TaskRange,
} from '../../domain/scaling/scaling.types';
import { serviceWords } from '../../domain/services/service-ref.types';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { outlookSentence } from './outlook';

export const SET_ACTION = 'scale.set';
export const RANGE_ACTION = 'scale.set-range';

/** Who asked for a change, and in which words. */
export interface Asked {
  user: string;
  said: string;
}

/** `4-10` */
export function rangeWords({ min, max }: TaskRange): string {
  return `${min}-${max}`;
}

/** A number of tasks that was set: before, after, how long it will hold, and what would make it last. */
export function desiredView({ ref, before, after, range, outlook, ranges }: DesiredChange, asked: Asked): Message {
  const words = serviceWords(ref);
  return message(
    `${words}: ${before} → ${count(after, 'task')}. ${outlookSentence(after, outlook)}`,
    section(`${serviceName(ref)}: *${before} → ${count(after, 'task')}*\n${outlookSentence(after, outlook)}`),
    actions(
      ...(range ? ranges.map((offer) => rangeButton(ref, offer, range, { before, after })) : []),
      setButton(ref, before, after, `Back to ${before}`),
    ),
    context(askedWords(asked), `Undo: ${code(`scale ${words} ${before}`)}`),
  );
}

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
export function guessView(asked: string, offers: { state: ScalingState; label: string; button: Button }[]): Message {
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

/** What was set before, when the range was set to make it last. */
export interface DesiredStory {
  before: number;
  after: number;
}

/** A range that was set: before, after, and how to undo it. */
export function rangeView(
  { ref, before, after, desiredBefore, desiredAfter }: RangeChange,
  asked: Asked,
  story?: DesiredStory,
): Message {
  const words = serviceWords(ref);
  const [was, is] = [rangeWords(before), rangeWords(after)];
  const tasks =
    desiredBefore === desiredAfter ? count(desiredAfter, 'task') : `${desiredBefore} → ${count(desiredAfter, 'task')}`;
  const told = story ? `${story.before} → ${count(story.after, 'task')}, then ` : '';
  return message(
    `${words}: ${told}range ${was} → ${is}, ${tasks}. Automatic scaling keeps it between ${after.min} and ${after.max}.`,
    section(
      `${serviceName(ref)}: *${told}range ${was} → ${is}*, ${tasks}\nAutomatic scaling now keeps it between ${after.min} and ${after.max}.`,
    ),
    actions(rangeButton(ref, before, after, undefined, `Back to ${was}`)),
    context(askedWords(asked), `Undo: ${code(`scale ${words} ${was}`)}`),
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
  return message(text, section(escapeMrkdwn(text)), actions(runButton('Status', `status ${words}`)));
}

/** What is left of a private message whose button was pressed. */
export function doneView(ref: ServiceRef): Message {
  const text = `${serviceWords(ref)} was changed: the message in this channel says how.`;
  return message(text, section(escapeMrkdwn(text)));
}

/** A button that sets the range; the value is on it. `plannedFrom` is the range that was shown as the one before. */
export function rangeButton(
  ref: ServiceRef,
  range: TaskRange,
  plannedFrom: TaskRange,
  story?: DesiredStory,
  label?: string,
): Button {
  return button({
    id: RANGE_ACTION,
    label: label ?? `Set range to ${rangeWords(range)}`,
    payload: { ref, range, plannedFrom, ...(story ? { story } : {}) },
    ...(label ? {} : { style: 'primary' as const }),
  });
}

/** A button that sets the number of tasks; with a confirmation it is a dangerous one. */
export function setButton(
  ref: ServiceRef,
  desired: number,
  plannedFrom: number,
  label: string,
  confirm?: { title: string; text: string; confirm: string },
): Button {
  const style = confirm ? { style: 'danger' as const, confirm } : {};
  return button({ id: SET_ACTION, label, payload: { ref, desired, plannedFrom }, ...style });
}

function askedWords({ user, said }: Asked): string {
  return `Asked by <@${user}>: ${code(said)}`;
}
