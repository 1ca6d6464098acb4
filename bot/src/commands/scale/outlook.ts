import { count, escapeMrkdwn } from '../../chat/words/text';
import type { HoldOutlook } from '../../domain/scaling/scaling.types';

/** One sentence about how long a number of tasks will stay. */
export function outlookSentence(tasks: number, outlook: HoldOutlook): string {
  if (tasks === 0) return 'A service without tasks measures no load, so automatic scaling does not raise it again.';
  switch (outlook.kind) {
    case 'until-changed':
      return `It stays so until somebody changes it: ${REASONS[outlook.why]}.`;
    case 'unknown':
      return `I cannot say how long it stays so: ${escapeMrkdwn(outlook.why)}`;
    case 'at-minimum':
      return 'Automatic scaling does not go lower; load can raise it.';
    case 'within-a-minute':
      return `AlarmLow is in ALARM: ${tasks} would be undone within a minute.`;
    case 'when-idle':
      return `AlarmLow is not in ALARM: automatic scaling would undo it in about ${count(outlook.minutes, 'minute')} once load is low.`;
    case 'after-deployment':
      return `Nothing scales in while the deployment runs. After it: ${outlookSentence(tasks, outlook.afterwards)}`;
    case 'above-maximum':
    default:
      return 'That is above the maximum: automatic scaling reduces it at its next activity.';
  }
}

const REASONS: Record<Extract<HoldOutlook, { kind: 'until-changed' }>['why'], string> = {
  'no-tracking': 'no target tracking is set up',
  'scale-in-off': 'automatic scaling does not scale it in',
};
