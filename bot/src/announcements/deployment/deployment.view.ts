import { eventsButton, statusButton, whyButton } from '../../chat/words/look-buttons';
import { actions, context, lines, message, section } from '../../chat/words/blocks';
import { runButton } from '../../chat/words/buttons';
import type { Button } from '../../chat/words/buttons';
import { changeButton } from '../../chat/words/change-button';
import { command } from '../../chat/words/commands';
import { serviceName } from '../../chat/words/ecs';
import { callWords } from '../../chat/words/origin';
import { ago, code, escapeMrkdwn } from '../../chat/words/text';
import type { Message } from '../../chat/slack/message.types';
import { isOutsider } from '../../domain/access/access.types';
import { imageBack } from '../../domain/changes/way-back.types';
import type { Deployment } from '../../domain/deployments/deployment.types';
import { deploymentBasis, progressOf, verdictOf } from '../../domain/deployments/deployments.service';
import type { DeploymentSnapshot, VerdictKind } from '../../domain/deployments/snapshot.types';
import { imageName } from '../../domain/images/image-ref.types';
import { serviceWords } from '../../domain/services/service-ref.types';
import { causeLines } from './deployment.causes';
import { servingWords, unsureWords, versionWords } from './deployment.facts';
import { headlineOf, MARKS, outlookWords } from './deployment.headline';
import { alarmWords, earlyWords, lastTookWords, stageWords } from './deployment.stage';
import { pauseButtons, waitWords } from './pause.view';

const BAR = 20;

/** The first state, before ECS was asked anything. `asked` is the line that says who asked for it, and how. */
export function startedView(deployment: Deployment, asked: string, now: number): Message {
  const { from, to, ref, isRestart, isRollback } = deployment;
  const was = versionWords({ deployment }, imageName(from));
  const doing = isRestart
    ? `restarting ${was}`
    : `${isRollback ? 'rolling back' : 'deploying'} ${was} → ${imageName(to)}`;
  return message(
    `${serviceWords(ref)}: ${doing}`,
    section(`${serviceName(ref)}: *${escapeMrkdwn(doing)}* ${MARKS['in-progress']}`),
    section('ECS is starting the first new task.'),
    looks(deployment, 'in-progress'),
    footer(deployment, asked, now),
  );
}

/** A deployment at one moment: the verdict, who serves, what went wrong, and where to look. The only drawer of it. */
export function deploymentView(snapshot: DeploymentSnapshot, asked: string): Message {
  const { deployment, at } = snapshot;
  const { kind } = verdictOf(snapshot);
  const headline = headlineOf(snapshot);
  const serving = escapeMrkdwn([stageWords(snapshot), servingWords(snapshot)].filter(Boolean).join('\n'));
  const more = [
    ...waitWords(snapshot),
    ...outlookWords(snapshot),
    ...earlyWords(snapshot),
    ...unsureWords(snapshot),
    ...restartWords(snapshot),
    ...settingsWords(deployment),
  ];
  return message(
    plain(
      `${escapeMrkdwn(serviceWords(deployment.ref))}: ${sentences(headline, serving.replaceAll('\n', ' '), ...outlookFor(snapshot))}`,
    ),
    section(
      `${serviceName(deployment.ref)}: *${headline}* ${snapshot.cancelledBy ? MARKS.stopped : MARKS[kind]}${serving ? `\n${serving}` : ''}`,
    ),
    ...(kind === 'in-progress' ? [section(bar(progressOf(snapshot).share))] : []),
    ...(more.length > 0 ? [section(more.join(' '))] : []),
    ...lines(causeLines(snapshot)),
    looks(deployment, kind === 'relapsed' && snapshot.supersededBy ? 'superseded' : kind, pauseButtons(snapshot)),
    footer(deployment, asked, at, footnotes(snapshot)),
  );
}

/** What a message says for ever when the bot stops while the deployment goes on. */
export function leftView({ text, blocks }: Message): Message {
  const note = 'I was shut down while this went on, so this message stays as it is. The buttons show what is true now.';
  return message(`${text} ${note}`, ...blocks, context(note));
}

/** The same to whoever asked, who would wait for the end in vain: an edit notifies nobody. */
export function leftReplyView({ actor, ref, to }: Deployment): Message {
  const what = `${callWords(actor)}I am shut down while ${code(imageName(to))} is being deployed to ${escapeMrkdwn(serviceWords(ref))}`;
  const text = `${what}, so I cannot say here how it ends.`;
  return message(plain(text), section(text), actions(statusButton(ref)));
}

/** The end as one reply in the thread, to whoever asked: Slack notifies nobody of edits. */
export function endView(snapshot: DeploymentSnapshot): Message {
  const { deployment } = snapshot;
  const who = `${callWords(deployment.actor)}${escapeMrkdwn(serviceWords(deployment.ref))}`;
  const serving = escapeMrkdwn(servingWords(snapshot));
  const text = `${who}: ${sentences(headlineOf(snapshot), serving, ...outlookFor(snapshot))}`;
  const [worst] = causeLines(snapshot);
  return message(text, section(worst ? `${text}\n${worst}` : text));
}

/** That it has become worse and will not end by itself, as one reply to whoever asked. @see riseOf */
export function riseView(snapshot: DeploymentSnapshot): Message {
  const { text, blocks } = endView(snapshot);
  const isOver = verdictOf(snapshot).kind === 'relapsed';
  const back = isOver ? wayBackButton(snapshot.deployment, 'relapsed') : [];
  return message(text, ...blocks, ...(back.length > 0 ? [actions(...back)] : []));
}

/** Whether ECS will end it belongs to the sentence only where somebody must act on it. */
function outlookFor(snapshot: DeploymentSnapshot): string[] {
  return snapshot.failing?.lasting ? outlookWords(snapshot) : [];
}

/** Others change more than images: what a container is given, or told. */
function settingsWords({ actor, isRestart, previousRevision, revision }: Deployment): string[] {
  if (!isOutsider(actor) || !isRestart || revision === previousRevision) return [];
  return [`The image stays, the task definition is another one: ${code(previousRevision)} → ${code(revision)}.`];
}

function restartWords({ restartedAt, at }: DeploymentSnapshot): string[] {
  if (restartedAt === undefined) return [];
  return [`Somebody started the same revision again ${ago(restartedAt, at)}; I follow that one.`];
}

const sentences = (...all: string[]): string => all.filter(Boolean).join(' ');

/** What notifications and screen readers get: no marks of code, and times as they were. */
const plain = (mrkdwn: string): string => mrkdwn.replaceAll('`', '').replaceAll(/<!date\^[^|>]*\|([^>]*)>/g, '$1');

/** `████████░░░░ 40 %`: the number says it, the bar only shows it. Slack paints inline code red, so it is none. */
function bar(share: number): string {
  const full = Math.round(share * BAR);
  return `${'█'.repeat(full) + '░'.repeat(BAR - full)} ${Math.floor(share * 100)} %`;
}

const GOING: ReadonlySet<VerdictKind> = new Set(['in-progress', 'failing']);
const BACK: ReadonlySet<VerdictKind> = new Set(['succeeded', 'failed', 'relapsed']);

const ASKED_WHY: ReadonlySet<VerdictKind> = new Set([
  'failing',
  'rolling-back',
  'rolled-back',
  'failed',
  'partly',
  'relapsed',
]);

function looks(deployment: Deployment, kind: VerdictKind, waits: Button[] = []): ReturnType<typeof actions> {
  const { ref } = deployment;
  const going = waits.length > 0 ? waits : [cancelButton(deployment)];
  const way = GOING.has(kind) ? going : BACK.has(kind) ? wayBackButton(deployment, kind) : [];
  const why = ASKED_WHY.has(kind) ? [whyButton(ref)] : [];
  return actions(...why, statusButton(ref), eventsButton(ref), ...way);
}

/** Refused where it is over by then, or another one is under way. */
export function cancelButton(deployment: Deployment): Button {
  const { ref, revision, handle, from, to, isRestart } = deployment;
  const change = {
    kind: 'cancel',
    ref,
    wish: { deployment: handle.id },
    basis: deploymentBasis(revision, imageName(to), handle),
  } as const;
  const label = isRestart ? 'Cancel the restart' : `Cancel, back to ${imageName(from)}`;
  return changeButton(label, change);
}

/** Refused where the service is set to something else by then. */
function wayBackButton(deployment: Deployment, kind: VerdictKind): Button[] {
  const back = imageBack(deployment);
  if (back) return [changeButton(`Back to ${back.to}`, back.change)];
  // To what then is looked for, and shown before anything is done.
  return kind === 'succeeded' ? [] : [runButton('Roll back', command('rollback', { service: deployment.ref }))];
}

/** What is good to know of it, and no more. */
function footnotes(snapshot: DeploymentSnapshot): { last: string[]; notes: string[] } {
  const { stale } = snapshot;
  const away = stale ? [`AWS could not be asked just now (${escapeMrkdwn(stale)}): this is how it was before.`] : [];
  return { last: lastTookWords(snapshot), notes: [...alarmWords(snapshot, code), ...away] };
}

function footer(
  { revision, startedAt }: Deployment,
  asked: string,
  at: number,
  { last = [], notes = [] }: Partial<ReturnType<typeof footnotes>> = {},
): ReturnType<typeof context> {
  return context(asked, [`${code(revision)}, started ${ago(startedAt, at)}`, ...last].join('; '), ...notes);
}
