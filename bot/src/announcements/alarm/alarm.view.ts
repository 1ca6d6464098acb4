import { eventsButton, statusButton } from '../../chat/words/look-buttons';
import { actions, context, message, section } from '../../chat/words/blocks';
import { serviceName } from '../../chat/words/ecs';
import { ago, code, count, duration } from '../../chat/words/text';
import type { Message } from '../../chat/slack/message.types';
import type { AlarmAnnouncement } from '../../domain/incidents/announcement.types';
import { serviceWords } from '../../domain/services/service-ref.types';
import { backButtons, lastChangeWords } from '../last-change.words';
import { amount, windowWords } from '../window.words';

/** One episode of a service's high-CPU alarm, at its beginning, while it goes on, and when it has ended. */
export function alarmView(announcement: AlarmAnnouncement, now: number): Message {
  const { ref } = announcement;
  const words = serviceWords(ref);
  const [headline, said] = wordsOf(announcement);
  const detail = [said, ...lastChangeWords(announcement.lastChange, announcement.startedAt)].join(' ');
  return message(
    `${words}: ${headline}. ${detail}`,
    section(`${serviceName(ref)}: *${headline}*\n${detail}`),
    // Once it is over there is nothing to mend.
    actions(
      statusButton(ref),
      eventsButton(ref),
      ...(announcement.state === 'ended' ? [] : backButtons(announcement.lastChange)),
    ),
    context(...footer(announcement, now)),
  );
}

function wordsOf(announcement: AlarmAnnouncement): [string, string] {
  const reading = readingWords(announcement);
  switch (announcement.state) {
    case 'alarm':
      return ['high CPU', reading];
    case 'calming':
      return ['high CPU is going down', `${reading} It is OK now, and has to stay so for a while before this is over.`];
    case 'unknown':
      return ['high CPU, and now no data', `${reading} CloudWatch has too few datapoints to go on.`];
    case 'ended':
    default:
      return endWords(announcement, reading);
  }
}

function endWords(announcement: AlarmAnnouncement, reading: string): [string, string] {
  const { startedAt, endedAt = startedAt, times, gone } = announcement;
  const length = duration(endedAt - startedAt);
  const told = times > 1 ? `It went off ${times} times within ${length}.` : `It was in ALARM for ${length}.`;
  if (!gone) return ['CPU is back to normal', `${reading} ${told}`];
  const what = 'The alarm was removed or replaced while it was on, so nobody measured whether that is over.';
  return ['the alarm for high CPU is gone', `${reading} ${what}`];
}

/** What was measured when it went off. The window is the alarm's; how long the episode was is another number. */
function readingWords({ state, history, peak }: AlarmAnnouncement): string {
  const first = history.find(({ to }) => to === 'ALARM');
  if (first?.threshold === undefined) return peak === undefined ? HIGH : `CPU was up to ${amount('CPU', peak)}.`;
  const { threshold, minutes, readings } = first;
  const window = windowWords({ metric: 'CPU', above: true, threshold, minutes, readings });
  const when = state === 'ended' ? ' when the alarm went off' : '';
  return `${window}${peak === undefined ? '' : `, up to ${amount('CPU', peak)}`}${when}.`;
}

const HIGH = 'CPU was above its target.';

function footer({ state, startedAt, times, alarm, ref }: AlarmAnnouncement, now: number): string[] {
  const isOn = state === 'alarm' || state === 'unknown';
  const since = isOn ? [`In ALARM since ${ago(startedAt, now)}`] : [];
  const flaps = times > 1 && state !== 'ended' ? [`It went off ${count(times, 'time')}`] : [];
  return [...since, ...flaps, `Alarm ${code(shortAlarm(alarm, ref.service))}`];
}

const NAME_SHOWN = 40;

/** Target tracking's names repeat the service and end in a UUID: what tells one from another is which, and how it begins. */
function shortAlarm(name: string, service: string): string {
  const tracking = /^TargetTracking-service\/.+-(Alarm(?:High|Low)-[0-9a-f]{8})/.exec(name)?.[1];
  if (tracking && name.includes(service)) return `${tracking}…`;
  const half = NAME_SHOWN / 2;
  return name.length <= NAME_SHOWN ? name : `${name.slice(0, half)}…${name.slice(-half)}`;
}
