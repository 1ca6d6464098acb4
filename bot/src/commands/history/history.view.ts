import { actions, context, lines, message, section } from '../../chat/words/blocks';
import { runButton } from '../../chat/words/buttons';
import { command } from '../../chat/words/commands';
import { serviceName } from '../../chat/words/ecs';
import { statusButton } from '../../chat/words/look-buttons';
import { ago, code, escapeMrkdwn, truncateMrkdwn } from '../../chat/words/text';
import type { Message } from '../../chat/slack/message.types';
import type { HistoryAsked, HistoryEntry, HistoryPage } from '../../domain/history/history.types';
import { serviceWords } from '../../domain/services/service-ref.types';
import { placeWords } from './place';
import { factsOf } from './history.facts';

/** A page of lines of this length fits into one message, with its buttons. */
const LINE = 800;

export interface HistoryShown extends HistoryPage, HistoryAsked {
  /** Each command's id is shown, not only of those that failed. */
  withIds: boolean;
  /** The words that were only a guess at the service's name. */
  took?: string | undefined;
}

/** What was done, newest first, a line each. */
export function historyView(now: number, shown: HistoryShown): Message {
  const { entries, ref, environment, before, took } = shown;
  const whose = ref ? serviceWords(ref) : environmentWords(environment);
  const title = titleOf(shown);
  const told = entries.map((entry) => lineOf(now, entry, shown));
  const options = { ...(environment === undefined ? {} : { env: environment }), ...idsOf(shown) };
  const again = (place: object) => command('history', { ...(ref ? { service: ref } : {}), ...options, ...place });
  return message(
    `${whose}: ${title}. ${told[0] ?? ''}`.trim(),
    section(`${ref ? serviceName(ref) : `*${escapeMrkdwn(whose)}*`}: ${title}`),
    ...lines(told),
    actions(
      ...(shown.next ? [runButton('Older', again({ before: placeWords(shown.next) }))] : []),
      runButton(before ? 'Newest' : 'Refresh', again({})),
      ...(ref ? [statusButton(ref)] : []),
    ),
    ...(took === undefined ? [] : [context(`I took ${code(took)} for ${code(whose)}.`)]),
  );
}

function environmentWords(environment: string | undefined): string {
  return environment === undefined ? 'All services' : `All services in ${environment}`;
}

function titleOf({ entries, before }: HistoryShown): string {
  if (entries.length === 0) return before ? 'nothing older is in the record' : 'nothing is in the record yet';
  return before ? 'what was done before that, newest first' : 'what was done, newest first';
}

function idsOf({ withIds }: HistoryShown): { ids?: true } {
  return withIds ? { ids: true } : {};
}

/** `3 min ago  @ann  primes/primes-api 1.0.0 → 1.1.0  done in 45 s  (in #deploys)` */
function lineOf(now: number, entry: HistoryEntry, { ref, withIds }: HistoryShown): string {
  const facts = factsOf(now, entry);
  const service = ref || facts.ref === undefined ? '' : `${escapeMrkdwn(serviceWords(facts.ref))} `;
  const id = facts.command !== undefined && (withIds || facts.isTrouble) ? code(facts.command) : '';
  const parts = [ago(entry.at, now), facts.who, `${service}${facts.what}`, facts.result, placeOf(facts.channel), id];
  return truncateMrkdwn(parts.filter(Boolean).join('  '), LINE);
}

/** Slack shows the name of a channel to those alone who may see it. */
function placeOf(channel = ''): string {
  if (channel.startsWith('D')) return '(in a direct message)';
  return channel === '' ? '' : `(in <#${channel}>)`;
}
