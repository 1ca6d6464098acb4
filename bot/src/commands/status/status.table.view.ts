import { actions, context, lines, message, section } from '../../chat/words/blocks';
import { runButton } from '../../chat/words/buttons';
import { command } from '../../chat/words/commands';
import { serviceName } from '../../chat/words/ecs';
import { ago, code, count, escapeMrkdwn } from '../../chat/words/text';
import type { Message } from '../../chat/slack/message.types';
import type { ServiceLine } from '../../domain/observations/observation.types';
import type { UnreadEnvironment } from '../../domain/services/environment.types';
import { serviceWords } from '../../domain/services/service-ref.types';
import { isUnknown } from '../../kernel/part';
import { headlineOf } from './state.facts';

const BUTTONS = 5;

/** All services, a line each, with the environments that cannot be read first: without them it would look complete. */
export function statusTableView(now: number, all: ServiceLine[], unread: UnreadEnvironment[]): Message {
  if (all.length + unread.length === 0)
    return message('There are no services.', section('There are no ECS services that I can see.'));
  const text = [
    ...unread.map(({ environment, why }) => `${environment}: cannot be read: ${why}`),
    ...all.map((line) => `${serviceWords(line.ref)}: ${lineOf(line, now)}`),
  ];
  return message(
    text.join('\n'),
    section(`*${[count(all.length, 'service'), ...unreadWords(unread)].join(', ')}*`),
    ...lines(unread.map(({ environment, why }) => `${code(environment)}  cannot be read: ${escapeMrkdwn(why)}`)),
    ...lines(all.map((line) => `${serviceName(line.ref)}  ${escapeMrkdwn(lineOf(line, now))}`)),
    actions(
      ...all.slice(0, BUTTONS).map(({ ref }) => runButton(serviceWords(ref), command('status', { service: ref }))),
    ),
    context(`As of ${ago(oldest(now, all), now)}.`),
  );
}

function unreadWords(unread: UnreadEnvironment[]): string[] {
  return unread.length > 0 ? [`${count(unread.length, 'environment')} cannot be read`] : [];
}

/** `2 of 2 running, 1.0.0, steady` */
function lineOf({ service }: ServiceLine, now: number): string {
  return isUnknown(service) ? `unknown: ${service.unknown}` : headlineOf(service, undefined, now);
}

function oldest(now: number, all: ServiceLine[]): number {
  const times = all.flatMap(({ service }) => (isUnknown(service) ? [] : service.at));
  return Math.min(now, ...times);
}
