import type { HoldOutlook, SuspendedScaling } from '../../domain/scaling/scaling.types';
import { count, escapeMrkdwn } from './text';

/** Before a number of tasks is set, and once it is. */
export type Moment = 'before' | 'after';

/** One sentence about how long a number of tasks will stay. */
export function outlookSentence(tasks: number, outlook: HoldOutlook, moment: Moment): string {
  if (tasks === 0) return 'A service without tasks measures no load, so automatic scaling does not raise it again.';
  switch (outlook.kind) {
    case 'until-changed':
      return `It stays so until somebody changes it: ${REASONS[outlook.why]}.`;
    case 'unknown':
      return `I cannot say how long it stays so: ${escapeMrkdwn(outlook.why)}`;
    case 'at-minimum':
      return outlook.raised === 'by-load'
        ? 'Automatic scaling does not go lower; load can raise it.'
        : 'Automatic scaling does not go lower; load does not raise it while scale-out is suspended.';
    case 'within-a-minute':
      return moment === 'before'
        ? `AlarmLow is in ALARM: ${tasks} would be undone within a minute.`
        : `AlarmLow is in ALARM: automatic scaling undoes that within a minute, unless the range is set too.`;
    case 'when-idle':
      return `AlarmLow is not in ALARM: automatic scaling ${moment === 'before' ? 'would undo it' : 'undoes it'} about ${count(outlook.minutes, 'minute')} after load gets low.`;
    case 'after-deployment':
      return `Nothing scales in while the deployment runs. After it: ${outlookSentence(tasks, outlook.afterwards, moment)}`;
    case 'above-maximum':
    default:
      return 'That is above the maximum: automatic scaling reduces it at its next activity.';
  }
}

/** `scaling suspended (out, in, scheduled)`; undefined where nothing is. */
export function suspendedWords(suspended: SuspendedScaling): string | undefined {
  const off = (['out', 'in', 'scheduled'] as const).filter((which) => suspended[which]);
  return off.length > 0 ? `scaling suspended (${off.join(', ')})` : undefined;
}

/** The same as a sentence that follows another one; nothing where nothing is suspended. */
export function suspendedSentence(suspended: SuspendedScaling): string {
  const words = suspendedWords(suspended);
  return words === undefined ? '' : ` Now: ${words}.`;
}

const REASONS: Record<Extract<HoldOutlook, { kind: 'until-changed' }>['why'], string> = {
  'no-tracking': 'no target tracking is set up',
  'scale-in-suspended': 'scaling in is suspended',
  'scale-in-off': 'automatic scaling does not scale it in',
};
