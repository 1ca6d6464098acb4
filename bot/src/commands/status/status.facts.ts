import { ago, code, escapeMrkdwn } from '../../chat/words/text';
import type { RunningImage } from '../../domain/images/image.types';
import type { Datapoint, LastDeployment, ServiceAlarm } from '../../domain/observations/observation.types';
import { isUnknown } from '../../kernel/part';
import type { Part } from '../../kernel/part';

const DIGEST_SHOWN = 'sha256:'.length + 12;

/** A part in words, or why it is not known. */
export function partFact<T>(part: Part<T>, words: (known: T) => string): string {
  return isUnknown(part) ? `unknown: ${escapeMrkdwn(part.unknown)}` : words(part);
}

/** Tag and digest; the container's name where it is not the main one. */
export function imageFact({ container, image, tag, digest, main }: RunningImage): string {
  const resolved = digest ? ` ${code(digest.slice(0, DIGEST_SHOWN))}` : '';
  return `${code(tag ?? image)}${tag ? resolved : ''}${main ? '' : ` in ${code(container)}`}`;
}

/** `35 % of what the tasks are given, 2 min ago`. A service without tasks has none. */
export function datapointFact(now: number, point: Datapoint | undefined): string {
  return point ? `${Math.round(point.percent)} % (${ago(point.at, now)})` : 'no datapoint yet';
}

/** The alarms that say something. Target tracking's low alarm says that a service idles, which is no trouble. */
export function alarmFact(now: number, alarms: ServiceAlarm[]): string {
  if (alarms.length === 0) return 'none set up';
  const ringing = alarms.filter(({ state, idle }) => state === 'ALARM' && !idle);
  const rest = alarms.some(({ idle }) => idle) ? 'none in alarm; load is low enough to scale in' : 'none in alarm';
  return ringing.length === 0
    ? rest
    : ringing
        .map(({ name, metric, threshold, since }) => {
          return `${code(name)} in ALARM: ${escapeMrkdwn(metric)} past ${threshold} (${ago(since, now)})`;
        })
        .join('\n');
}

/** How the newest deployment stands or ended, and who asked for it where that is known. */
export function lastDeploymentFact(now: number, last: LastDeployment | undefined, by?: string): string {
  if (!last) return 'none in the last 90 days';
  const what = last.revision ? `${code(last.revision)} ` : '';
  const when = last.finishedAt ?? last.createdAt;
  return `${what}${last.status.toLowerCase().replaceAll('_', ' ')}, ${ago(when, now)}${by ? ` by <@${by}>` : ''}`;
}
