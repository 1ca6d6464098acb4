import { actions, context, message, section } from '../../chat/words/blocks';
import { runButton } from '../../chat/words/buttons';
import { command } from '../../chat/words/commands';
import { ecsWords, serviceName } from '../../chat/words/ecs';
import { ago, count, escapeMrkdwn } from '../../chat/words/text';
import type { Message } from '../../chat/slack/message.types';
import type { ScalingAnnouncement, ScalingWhy } from '../../domain/incidents/announcement.types';
import type { ScalingStatus } from '../../domain/incidents/signal.types';
import { serviceWords } from '../../domain/services/service-ref.types';

/** The metrics that are measured in percent. */
const PERCENT = new Set(['CPU', 'memory']);
const DIRECTION = { out: 'scaled out', in: 'scaled in', unknown: 'scaled' } as const;

/** One scaling activity: from how many to how many, and why. */
export function scalingView({ ref, direction, activity, why }: ScalingAnnouncement, now: number): Message {
  const words = serviceWords(ref);
  const from = activity.from === undefined ? 'to ' : `${activity.from} → `;
  const headline = `${DIRECTION[direction]} ${from}${count(activity.to, 'task')}`;
  const reason = whyWords(why, activity.cause);
  const status = statusWords(activity.status, activity.statusMessage);
  return message(
    `${words}: ${headline}. ${reason}`,
    section(`${serviceName(ref)}: *${headline}*\n${reason}${status}`),
    actions(
      runButton('Status', command('status', { service: ref })),
      runButton('Events', command('events', { service: ref })),
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

function loadWords({ metric, above, readings, threshold, minutes }: Extract<ScalingWhy, { kind: 'load' }>): string {
  const unit = PERCENT.has(metric) ? ' %' : '';
  const [newest] = readings;
  const last = newest === undefined ? '' : `, ${Math.round(newest)}${unit} at last`;
  const which = above ? 'above' : 'below';
  return `${escapeMrkdwn(metric)} was ${which} ${Math.round(threshold)}${unit} for ${count(minutes, 'minute')}${last}.`;
}

/** Said only where it did not simply work. */
function statusWords(status: ScalingStatus, said: string | undefined): string {
  const words: Record<ScalingStatus, string> = {
    'under-way': '',
    done: '',
    unfulfilled: 'ECS did not get there',
    failed: 'It failed',
    overridden: 'Another activity took its place',
  };
  return words[status] ? `\n${words[status]}${said ? `: ${ecsWords(said)}` : '.'}` : '';
}
