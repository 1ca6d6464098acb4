import { actions, context, message, section } from '../../chat/words/blocks';
import { runButton } from '../../chat/words/buttons';
import { command } from '../../chat/words/commands';
import { serviceName } from '../../chat/words/ecs';
import { ago, code, count, duration } from '../../chat/words/text';
import type { Message } from '../../chat/slack/message.types';
import type { AlarmAnnouncement } from '../../domain/incidents/announcement.types';
import type { AlarmTransition } from '../../domain/incidents/signal.types';
import { serviceWords } from '../../domain/services/service-ref.types';

/** One episode of a service's high-CPU alarm, at its beginning, while it goes on, and when it has ended. */
export function alarmView(announcement: AlarmAnnouncement, now: number): Message {
  const { ref, alarm, startedAt } = announcement;
  const words = serviceWords(ref);
  const [headline, detail] = wordsOf(announcement);
  return message(
    `${words}: ${headline}. ${detail}`,
    section(`${serviceName(ref)}: *${headline}*\n${detail}`),
    actions(
      runButton('Status', command('status', { service: ref })),
      runButton('Events', command('events', { service: ref })),
    ),
    context(`Alarm ${code(alarm)}, since ${ago(startedAt, now)}${flaps(announcement)}`),
  );
}

function wordsOf({ state, history, startedAt, endedAt }: AlarmAnnouncement): [string, string] {
  const reading = readingWords(history);
  switch (state) {
    case 'alarm':
      return ['high CPU', reading];
    case 'calming':
      return ['high CPU is going down', `${reading} It is OK now, and has to stay so for a while before this is over.`];
    case 'unknown':
      return ['high CPU, and now no data', `${reading} CloudWatch has too few datapoints to go on.`];
    case 'ended':
    default:
      return ['CPU is back to normal', `${reading} It lasted ${duration((endedAt ?? startedAt) - startedAt)}.`];
  }
}

/** What was measured when it went off: the highest reading of the episode is what people want to know. */
function readingWords(history: AlarmTransition[]): string {
  const alarms = history.filter(({ to }) => to === 'ALARM');
  const readings = alarms.flatMap((transition) => transition.readings);
  const [first] = alarms;
  if (!first || readings.length === 0) return 'CPU was above its target.';
  const minutes = first.minutes ? ` for ${count(first.minutes, 'minute')}` : '';
  const target = first.threshold === undefined ? '' : `, target ${Math.round(first.threshold)} %`;
  return `CPU was up to ${Math.round(Math.max(...readings))} %${minutes}${target}.`;
}

function flaps({ history }: AlarmAnnouncement): string {
  const times = history.filter(({ to }) => to === 'ALARM').length;
  return times > 1 ? `; it went off ${times} times` : '';
}
