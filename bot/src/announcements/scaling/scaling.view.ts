import { eventsButton, statusButton } from '../../chat/words/look-buttons';
import { actions, context, message, section } from '../../chat/words/blocks';
import { ecsWords, serviceName } from '../../chat/words/ecs';
import { ago, count, escapeMrkdwn } from '../../chat/words/text';
import type { Message } from '../../chat/slack/message.types';
import type { ScalingAnnouncement, ScalingWhy } from '../../domain/incidents/announcement.types';
import type { ScalingActivity, ScalingStatus } from '../../domain/incidents/signal.types';
import { serviceWords } from '../../domain/services/service-ref.types';
import { backButtons, lastChangeWords } from '../last-change.words';
import { amount, windowWords } from '../window.words';

/** How it ended, where it did not simply work. */
const ENDED: Readonly<Record<ScalingStatus, string>> = {
  'under-way': '',
  done: '',
  unfulfilled: ', but ECS did not get there',
  failed: ' failed',
  overridden: ', and another activity took its place',
};
const SCALED = { out: 'scaled out', in: 'scaled in', unknown: 'scaled' } as const;
const SCALING = { out: 'scaling out', in: 'scaling in', unknown: 'scaling' } as const;

/** One scaling activity: from how many to how many, and why. */
export function scalingView(announcement: ScalingAnnouncement, now: number): Message {
  const { ref, direction, activity, why, lastChange } = announcement;
  const words = serviceWords(ref);
  const from = activity.from === undefined ? 'to ' : `${activity.from} → `;
  const did = (activity.status === 'failed' ? SCALING : SCALED)[direction];
  const headline = `${did} ${from}${count(activity.to, 'task')}${ENDED[activity.status]}`;
  const before = lastChangeWords(lastChange, activity.at);
  const reason = [whyWords(why, activity.cause), ...troubleWords(activity), ...before].join(' ');
  return message(
    `${words}: ${headline}. ${reason}`,
    section(`${serviceName(ref)}: *${headline}*\n${reason}`),
    // How many tasks there are is what has just been changed again: that is no way back from it.
    actions(
      statusButton(ref),
      eventsButton(ref),
      ...(lastChange?.back?.change.kind === 'desired' ? [] : backButtons(lastChange)),
    ),
    context(`Automatic scaling, ${ago(activity.at, now)}`),
  );
}

function whyWords(why: ScalingWhy, cause: string): string {
  switch (why.kind) {
    case 'load':
      return loadWords(why);
    case 'minimum':
      return `Its minimum was set to ${why.minimum}.`;
    case 'maximum':
      return `Its maximum was set to ${why.maximum}.`;
    case 'schedule':
      return `The scheduled action ${escapeMrkdwn(why.name)} did it.`;
    case 'other':
    default:
      return `AWS says: ${ecsWords(cause)}`;
  }
}

/** A second step of one alarm is triggered by what is measured anew, and AWS does not say what: only that it is on. */
function loadWords(load: Extract<ScalingWhy, { kind: 'load' }>): string {
  const { metric, above, threshold, readings } = load;
  const [newest] = readings;
  if (newest !== undefined) return `${windowWords(load)}, ${amount(metric, newest)} at last.`;
  return `The alarm for ${escapeMrkdwn(metric)} ${above ? 'above' : 'below'} ${amount(metric, threshold)} was on.`;
}

/** What AWS says of it where it did not simply work. */
function troubleWords({ status, statusMessage }: ScalingActivity): string[] {
  return ENDED[status] && statusMessage ? [`AWS says: ${ecsWords(statusMessage)}`] : [];
}
