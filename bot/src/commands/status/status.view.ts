import { actions, context, fields, lines, message, section } from '../../chat/words/blocks';
import { runButton } from '../../chat/words/buttons';
import { command } from '../../chat/words/commands';
import { ecsWords, serviceName } from '../../chat/words/ecs';
import { suspendedWords } from '../../chat/words/outlook';
import { ago, code, count, escapeMrkdwn } from '../../chat/words/text';
import type { Message } from '../../chat/slack/message.types';
import type { RunningImage } from '../../domain/images/image.types';
import type { ServiceSummary } from '../../domain/observations/observation.types';
import { serviceWords } from '../../domain/services/service-ref.types';
import { isUnknown } from '../../kernel/part';
import type { Part } from '../../kernel/part';
import { alarmFact, datapointFact, imageFact, lastDeploymentFact, partFact } from './status.facts';
import type { Seen } from './status.reader';

const EVENTS = 3;

/** One service: the state first, then the facts behind it. `took` is the words that were only a guess at its name. */
export function statusView(now: number, seen: Seen, may: { operate: boolean }, took?: string): Message {
  const words = serviceWords(seen.ref);
  const headline = headlineOf(seen, seen.images);
  return message(
    `${words}: ${headline}`,
    section(`${serviceName(seen.ref)}: ${escapeMrkdwn(headline)}`),
    fields([
      `*Tasks*\n${tasksFact(seen)}`,
      `*Image*\n${partFact(seen.images, (images) => images.map(imageFact).join('\n'))}`,
      `*Revision*\n${code(seen.revision)}`,
      `*Last deployment*\n${partFact(seen.lastDeployment, (last) => lastDeploymentFact(now, last, seen.deployedBy))}`,
      `*CPU*\n${partFact(seen.load, ({ cpu }) => datapointFact(now, cpu))}`,
      `*Memory*\n${partFact(seen.load, ({ memory }) => datapointFact(now, memory))}`,
      `*Alarms*\n${partFact(seen.alarms, (alarms) => alarmFact(now, alarms))}`,
    ]),
    ...rollouts(seen),
    ...lines(seen.events.slice(0, EVENTS).map(({ at, message: said }) => `${ago(at, now)}  ${ecsWords(said)}`)),
    actions(
      runButton('Refresh', command('status', { service: seen.ref })),
      runButton('Events', command('events', { service: seen.ref })),
      ...(may.operate ? [runButton('Deploy…', command('deploy', { service: seen.ref }))] : []),
    ),
    context(...(took === undefined ? [] : [`I took ${code(took)} for ${code(words)}.`]), `As of ${ago(seen.at, now)}.`),
  );
}

/** `2 of 2 running, 1.0.0, steady` */
function headlineOf(service: ServiceSummary, images: Part<RunningImage[]>): string {
  const { running, desired } = service.counts;
  const [main] = isUnknown(images) ? [] : images;
  const image = main ? [main.tag ?? main.image] : [];
  return [`${running} of ${desired} running`, ...image, stateOf(service)].join(', ');
}

function stateOf({ status, steady, deployments }: ServiceSummary): string {
  const current = deployments.find(({ primary }) => primary);
  if (status !== 'ACTIVE') return status.toLowerCase();
  if (current?.rollout === 'failed') return 'its deployment failed';
  if (current?.rollout === 'in-progress') return `deploying ${current.revision}`;
  return steady ? 'steady' : 'not steady';
}

function tasksFact({ counts, range }: Seen): string {
  const pending = counts.pending > 0 ? `, ${counts.pending} starting` : '';
  const between = partFact(range, (set) =>
    set
      ? [`scales between ${set.min} and ${set.max}`, suspendedWords(set.suspended)].filter(Boolean).join(', ')
      : 'no automatic scaling',
  );
  return `${counts.running} of ${counts.desired} running${pending}\n${between}`;
}

/** While more than one deployment has tasks, who serves. */
function rollouts({ deployments, steady }: ServiceSummary): ReturnType<typeof lines> {
  if (steady || deployments.length === 0) return [];
  return lines(
    deployments.map(({ revision, counts, rollout, reason, failedTasks }) => {
      const failed = failedTasks > 0 ? `, ${count(failedTasks, 'failed start')}` : '';
      const why = reason ? ` (${ecsWords(reason)})` : '';
      return `${code(revision)} ${counts.running} of ${counts.desired} running${failed}: ${rollout}${why}`;
    }),
  );
}
