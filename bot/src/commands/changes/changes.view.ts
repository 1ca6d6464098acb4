import { actions, context, lines, message, section } from '../../chat/words/blocks';
import { runButton } from '../../chat/words/buttons';
import { command } from '../../chat/words/commands';
import { serviceName } from '../../chat/words/ecs';
import { statusButton } from '../../chat/words/look-buttons';
import { code, duration, escapeMrkdwn, truncate } from '../../chat/words/text';
import type { Message } from '../../chat/slack/message.types';
import type { Lately } from '../../domain/lately/lately.types';
import { serviceWords } from '../../domain/services/service-ref.types';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { entryLine } from './entry-lines';

const HOUR_MS = 3_600_000;
/** The next longer time that is offered. */
const LONGER: readonly [number, string][] = [
  [HOUR_MS, '1h'],
  [6 * HOUR_MS, '6h'],
  [24 * HOUR_MS, '1d'],
  [7 * 24 * HOUR_MS, '7d'],
];
const WHY = 300;

export interface ChangesShown extends Lately {
  /** How far back, in milliseconds. */
  span: number;
  ref?: ServiceRef;
  environment?: string | undefined;
  /** The words that were only a guess at the service's name. */
  took?: string | undefined;
}

/** What changed lately, the newest first, a line each. */
export function changesView(now: number, shown: ChangesShown): Message {
  const { entries, more, unread, span, ref, environment, took } = shown;
  const whose = ref ? serviceWords(ref) : environment === undefined ? 'All services' : `All services in ${environment}`;
  const back = span === HOUR_MS ? 'in the last hour' : `in the last ${duration(span)}`;
  const title = entries.length === 0 ? `nothing changed ${back}` : `what changed ${back}, newest first`;
  const told = entries.map((entry) => entryLine(now, entry, ref !== undefined));
  const env = environment === undefined ? {} : { env: environment };
  const again = (how: string) => command('changes', { ...(ref ? { service: ref } : env), span: how });
  const longer = LONGER.find(([ms]) => ms > span);
  return message(
    `${whose}: ${title}. ${told[0] ?? ''}`.trim(),
    section(`${ref ? serviceName(ref) : `*${escapeMrkdwn(whose)}*`}: ${title}`),
    ...lines(told),
    ...(more ? [context('There was more: name a service or a shorter time.')] : []),
    context(
      unread === undefined
        ? 'What others did is from CloudTrail, which is some minutes late.'
        : `What others did beyond deployments is not known: ${escapeMrkdwn(truncate(unread, WHY))}`,
    ),
    actions(
      runButton('Refresh', again(`${Math.ceil(span / 1000)}s`)),
      ...(longer ? [runButton(`The last ${duration(longer[0])}`, again(longer[1]))] : []),
      ...(ref ? [statusButton(ref)] : []),
    ),
    ...(took === undefined ? [] : [context(`I took ${code(took)} for ${code(whose)}.`)]),
  );
}
