import type { Button } from '@slack/types';
import { actions, context, message, section } from '../../chat/words/blocks';
import { button } from '../../chat/words/buttons';
import { serviceName } from '../../chat/words/ecs';
import { code, count, escapeMrkdwn } from '../../chat/words/text';
import type { Message } from '../../chat/slack/message.types';
import type { DesiredChange, RangeChange, TaskRange } from '../../domain/scaling/scaling.types';
import { serviceWords } from '../../domain/services/service-ref.types';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { outlookSentence } from './outlook';

export const SET_ACTION = 'scale.set';
export const RANGE_ACTION = 'scale.set-range';

/** Who asked for a change, and in which words. */
export interface Asked {
  user: string;
  said: string;
  /** The slash command, for the command that undoes it. */
  command: string;
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
    context(askedWords(asked), `Undo: ${code(`${asked.command} scale ${words} ${before}`)}`),
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
    context(askedWords(asked), `Undo: ${code(`${asked.command} scale ${words} ${was}`)}`),
  );
}

/** What is left of a private message whose button was pressed. */
export function doneView(ref: ServiceRef): Message {
  const text = `${serviceWords(ref)} was changed: the message in this channel says how.`;
  return message(text, section(escapeMrkdwn(text)));
}

/** What was changed, for the one who did it, where the channel cannot be told. */
export function unseenView({ text, blocks }: Message): Message {
  const note = 'This was done, but I could not post it in this channel: only you see it.';
  return message(`${text} ${note}`, ...blocks, context(note));
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

/** The line that says who asked, and in which words. */
export function askedWords({ user, said }: Asked): string {
  return `Asked by <@${user}>: ${code(said)}`;
}
