import { actions, context, message, section } from '../../chat/words/blocks';
import type { Button } from '../../chat/words/buttons';
import { changeButton } from '../../chat/words/change-button';
import { command, written } from '../../chat/words/commands';
import type { Command } from '../../chat/words/commands';
import { serviceName } from '../../chat/words/ecs';
import { originWords } from '../../chat/words/origin';
import { outlookSentence, suspendedSentence } from '../../chat/words/outlook';
import { code, count, escapeMrkdwn } from '../../chat/words/text';
import type { Message } from '../../chat/slack/message.types';
import type { Change, WayBack } from '../../domain/changes/change.types';
import { desiredBack, rangeBack } from '../../domain/changes/way-back.types';
import { rangeBasis, rangeWords } from '../../domain/scaling/scaling-basis.types';
import type { TaskRange } from '../../domain/scaling/scaling.types';
import { serviceWords } from '../../domain/services/service-ref.types';

/** A change with its result: what was set is known. */
type Made<Name extends 'desired' | 'range'> = Change<Name> & { result: NonNullable<Change<Name>['result']> };

/** A number of tasks that was set: before, after, how long it will hold, and what would make it last. */
export function desiredView(change: Made<'desired'>, slash: string): Message {
  const { ref, result } = change;
  const { before, after, range, outlook, ranges, suspended } = result;
  const headline = `${before} → ${count(after, 'task')}`;
  const outlooks = `${outlookSentence(after, outlook, 'after')}${suspendedSentence(suspended)}`;
  const story = `${headline}, by ${change.actor.name ?? change.actor.id}`;
  return message(
    `${serviceWords(ref)}: set to ${headline}. ${outlooks}`,
    section(`${serviceName(ref)}: *${headline}*\n${outlooks}`),
    actions(
      ...(range ? ranges.map((offered) => rangeButton(change, offered, range, story)) : []),
      backButton(desiredBack(result), story),
    ),
    ...footer(change, slash, command('scale', { service: ref, tasks: before })),
  );
}

/** A range that was set: before, after, and how to undo it. */
export function rangeView(change: Made<'range'>, slash: string): Message {
  const { ref, result } = change;
  const { before, after, desiredBefore, desiredAfter, suspended } = result;
  const [was, is] = [rangeWords(before), rangeWords(after)];
  const tasks =
    desiredBefore === desiredAfter ? count(desiredAfter, 'task') : `${desiredBefore} → ${count(desiredAfter, 'task')}`;
  const headline = `range ${was} → ${is}`;
  const detail = `Automatic scaling now keeps it between ${after.min} and ${after.max}; ${tasks}.${suspendedSentence(suspended)}`;
  const story = `${headline}, by ${change.actor.name ?? change.actor.id}`;
  return message(
    `${serviceWords(ref)}: ${headline}. ${detail}`,
    section(`${serviceName(ref)}: *${headline}*\n${detail}`),
    actions(backButton(rangeBack(result), story)),
    ...footer(change, slash, command('scale', { service: ref, tasks: before })),
  );
}

function footer(change: Made<'desired' | 'range'>, slash: string, undo: Command): ReturnType<typeof context>[] {
  const { before } = change.origin;
  return [
    context(
      originWords(change),
      `Undo: ${code(`${slash} ${written(undo)}`)}`,
      ...(before === undefined ? [] : [`Before that: ${escapeMrkdwn(before)}`]),
    ),
  ];
}

function rangeButton({ ref }: Made<'desired'>, range: TaskRange, from: TaskRange, before: string): Button {
  const change = { kind: 'range', ref, wish: { range }, basis: rangeBasis(from) } as const;
  return changeButton(`Set range to ${rangeWords(range)}`, change, { inPlace: true, before, style: 'primary' });
}

function backButton({ to, change }: WayBack, before: string): Button {
  return changeButton(`Back to ${to}`, change, { inPlace: true, before });
}
