import { eventsButton, logsButton, tasksButton } from '../../chat/words/look-buttons';
import { actions, context, fields, lines, message, section } from '../../chat/words/blocks';
import { runButton } from '../../chat/words/buttons';
import { command } from '../../chat/words/commands';
import { ecsWords, serviceName } from '../../chat/words/ecs';
import { suspendedWords } from '../../chat/words/outlook';
import { ago, code, escapeMrkdwn } from '../../chat/words/text';
import type { Message } from '../../chat/slack/message.types';
import { serviceWords } from '../../domain/services/service-ref.types';
import { headlineOf, sharesWords } from './state.facts';
import {
  alarmFact,
  datapointFact,
  imagesFact,
  lastDeploymentFact,
  outsideLines,
  partFact,
  rolloutLines,
} from './status.facts';
import type { Seen } from './status.reader';

const EVENTS = 3;

/** One service: the state first, then the facts behind it. `took` is the words that were only a guess at its name. */
export function statusView(now: number, seen: Seen, may: { operate: boolean }, took?: string): Message {
  const words = serviceWords(seen.service.ref);
  const headline = headlineOf(seen.service, seen.lastDeployment, now, seen.relapsed);
  return message(
    `${words}: ${headline}`,
    section(`${serviceName(seen.service.ref)}: ${escapeMrkdwn(headline)}`),
    fields([
      `*Tasks*\n${tasksFact(seen)}`,
      `*Set to*\n${setFact(seen)}`,
      `*Last deployment*\n${partFact(seen.lastDeployment, (last) => lastDeploymentFact(now, last, seen.deployedBy))}`,
      `*CPU*\n${partFact(seen.load, ({ cpu }) => datapointFact(now, cpu))}`,
      `*Memory*\n${partFact(seen.load, ({ memory }) => datapointFact(now, memory))}`,
      `*Alarms*\n${partFact(seen.alarms, (alarms) => alarmFact(now, alarms))}`,
    ]),
    ...lines([...outsideLines(now, seen), ...rolloutLines(now, seen.service)]),
    ...lines(seen.service.events.slice(0, EVENTS).map(({ at, message: said }) => `${ago(at, now)}  ${ecsWords(said)}`)),
    actions(
      runButton('Refresh', command('status', { service: seen.service.ref })),
      eventsButton(seen.service.ref),
      tasksButton(seen.service.ref),
      logsButton(seen.service.ref),
      ...(may.operate && canDeploy(seen)
        ? [runButton('Deploy…', command('deploy', { service: seen.service.ref }))]
        : []),
    ),
    context(...(took === undefined ? [] : [`I took ${code(took)} for ${code(words)}.`]), `As of ${ago(seen.at, now)}.`),
  );
}

function tasksFact({ service, range }: Seen): string {
  const { counts, deployments } = service;
  const pending = counts.pending > 0 ? `, ${counts.pending} starting` : '';
  const between = partFact(range, (set) =>
    set
      ? [`scales between ${set.min} and ${set.max}`, suspendedWords(set.suspended)].filter(Boolean).join(', ')
      : 'no automatic scaling',
  );
  const now =
    deployments.length > 1
      ? escapeMrkdwn(sharesWords(service))
      : `${counts.running} of ${counts.desired} running${pending}`;
  return `${now}\n${service.scheduling === 'DAEMON' ? 'a daemon: one task on each instance' : between}`;
}

/** What it is set to, which is not yet what serves. */
function setFact({ service }: Seen): string {
  const { revision, containers } = service;
  const of = partFact(containers, imagesFact);
  return [...(of ? [of] : []), revision ? `(${code(revision)})` : 'no task definition'].join('\n');
}

/** The bot deploys only what ECS itself carries out. */
function canDeploy({ service }: Seen): boolean {
  return service.controller === 'ECS' && service.status === 'ACTIVE';
}
