import { statusButton } from '../../chat/words/look-buttons';
import { actions, context, lines, message, section } from '../../chat/words/blocks';
import { runButton } from '../../chat/words/buttons';
import { command } from '../../chat/words/commands';
import { ecsWords, serviceName } from '../../chat/words/ecs';
import { ago, code, count, duration } from '../../chat/words/text';
import type { Message } from '../../chat/slack/message.types';
import { serviceWords } from '../../domain/services/service-ref.types';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import type { EventGroup } from './grouping';

export interface EventsShown {
  ref: ServiceRef;
  groups: EventGroup[];
  /** How far back was asked for, in milliseconds, where a time was given. */
  span?: number | undefined;
  /** The words that were only a guess at the service's name. */
  took?: string | undefined;
}

/** Service events, newest first. ECS keeps the last hundred. */
export function eventsView(now: number, { ref, groups, span, took }: EventsShown): Message {
  const words = serviceWords(ref);
  const since = span === undefined ? '' : ` in the last ${duration(span)}`;
  const title = groups.length ? `${count(groups.length, 'event')}${since}, newest first` : `no events${since}`;
  return message(
    `${words}: ${title}. ${groups[0] ? ecsWords(groups[0].message) : ''}`.trim(),
    section(`${serviceName(ref)}: ${title}`),
    ...lines(groups.map((group) => `${ago(group.newest, now)}  ${ecsWords(group.message)}${repeats(group, now)}`)),
    actions(runButton('Refresh', command('events', { service: ref })), statusButton(ref)),
    ...(took === undefined ? [] : [context(`I took ${code(took)} for ${code(words)}.`)]),
  );
}

function repeats({ times, oldest }: EventGroup, now: number): string {
  return times > 1 ? `  (${times} times alike, the first ${ago(oldest, now)})` : '';
}
