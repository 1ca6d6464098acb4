import { SlackError } from '../slack-error';
import type { Arguments } from '../arguments/arguments';
import type { Message } from '../workspace/message';

/**
 * Whether a message lies between `oldest` and `latest`, themselves only with `inclusive`.
 * @throws SlackError `invalid_ts_latest`, `invalid_ts_oldest`.
 */
export function between(args: Arguments): (message: Message) => boolean {
  const oldest = timeOf(args.text('oldest'), 0, 'invalid_ts_oldest');
  const latest = timeOf(args.text('latest'), Number.POSITIVE_INFINITY, 'invalid_ts_latest');
  const isInclusive = args.flag('inclusive');
  return ({ ts }) => {
    const time = Number(ts);
    return (time > oldest && time < latest) || (isInclusive && (time === oldest || time === latest));
  };
}

function timeOf(said: string, fallback: number, code: string): number {
  if (said === '' || said === 'now') return fallback;
  const time = Number(said);
  if (!Number.isFinite(time)) throw new SlackError(code);
  return time;
}
