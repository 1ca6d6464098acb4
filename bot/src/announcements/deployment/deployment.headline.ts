import { ecsWords } from '../../chat/words/ecs';
import { count, duration, escapeMrkdwn } from '../../chat/words/text';
import { nameOfActor } from '../../domain/changes/changes.errors';
import type { CancelledBy } from '../../domain/deployments/deployment.types';
import { causeOf, verdictOf } from '../../domain/deployments/deployments.service';
import type { DeploymentSnapshot, Failing, VerdictKind } from '../../domain/deployments/snapshot.types';
import { imageName } from '../../domain/images/image-ref.types';
import { endingWords } from '../../chat/words/causes/ending.words';
import { isOfPlace } from '../../chat/words/causes/obstacle.words';
import { startWords } from '../../chat/words/causes/start.words';
import { whyWords } from './deployment.causes';
import { newVersion, versionBack, versionWords } from './deployment.facts';
import { relapseOutlook, relapseWords } from './deployment.relapse';
import { stalledWords } from './deployment.stalled';

/** What it comes to, in one sentence of mrkdwn: the words say good, bad or under way, and a mark after them shows it. */
export function headlineOf(snapshot: DeploymentSnapshot): string {
  const { kind } = verdictOf(snapshot);
  if (snapshot.cancelledBy && (kind === 'rolling-back' || kind === 'rolled-back'))
    return cancelWords(snapshot, snapshot.cancelledBy);
  if (kind === 'relapsed' && snapshot.relapse) return relapseWords(snapshot, snapshot.relapse);
  return kind === 'failing' && snapshot.failing
    ? failingWords(snapshot, snapshot.failing)
    : verdictWords(snapshot, kind);
}

/** Follows the words of a headline; nothing is said by it alone. */
export const MARKS: Readonly<Record<VerdictKind, string>> = {
  'in-progress': '⏳',
  failing: '⚠️',
  succeeded: '✅',
  relapsed: '⚠️',
  partly: '⚠️',
  'rolling-back': '❌',
  'rolled-back': '❌',
  failed: '❌',
  stopped: '⏹️',
  superseded: '⏭️',
};

function verdictWords(snapshot: DeploymentSnapshot, kind: VerdictKind): string {
  const { deployment, fresh, desired, supersededBy, supersededVersion } = snapshot;
  const to = escapeMrkdwn(newVersion(snapshot));
  const fromTo = escapeMrkdwn(`${versionWords(snapshot, imageName(deployment.from))} → ${imageName(deployment.to)}`);
  const back = escapeMrkdwn(versionBack(snapshot));
  const other =
    supersededVersion === undefined
      ? (supersededBy ?? 'another deployment')
      : versionWords(snapshot, supersededVersion);
  const words: Record<VerdictKind, string> = {
    'in-progress': deployment.isRestart
      ? `restarting ${to} with new tasks.`
      : `${deployment.isRollback ? 'rolling back' : 'deploying'} ${fromTo}.`,
    failing: `${to} is failing.`,
    succeeded: `done: ${deployment.isRestart ? `${to} was restarted` : fromTo}. ${doneWords(snapshot)}`,
    relapsed: `${to} was done, and fails since.`,
    partly: `ECS calls ${to} done, but only ${fresh.running} of ${desired} tasks are new.`,
    'rolling-back': `${to} failed${because(snapshot)}. ECS rolls back to ${back}.`,
    'rolled-back': `rolled back: ${to} failed, ${back} is back${servingFrom(snapshot)}${because(snapshot)}.`,
    failed: `failed: ${to} did not come up, and nothing was rolled back${because(snapshot)}.`,
    stopped: `stopped: the deployment of ${to} was ended before it was done.`,
    superseded: `replaced: ${escapeMrkdwn(other)} took the place of ${to}.`,
  };
  return words[kind];
}

/** Why, at the end of the sentence that says that it failed. */
function because(snapshot: DeploymentSnapshot): string {
  return `: ${whyWords(snapshot) ?? 'I do not know why'}`;
}

/** It did not fail: somebody wanted it back. A headline is bold as a whole, so that no name in it is. */
function cancelWords(snapshot: DeploymentSnapshot, { actor }: CancelledBy): string {
  const [to, back] = [newVersion(snapshot), versionBack(snapshot)].map(escapeMrkdwn);
  const by = escapeMrkdwn(nameOfActor(actor));
  return verdictOf(snapshot).kind === 'rolling-back'
    ? `${to} was cancelled by ${by}. ECS brings back ${back}.`
    : `cancelled: ${to} was ended by ${by}, ${back} is back${servingFrom(snapshot)}.`;
}

/** A service that is set to no tasks is brought to its version, and nobody is served. */
function doneWords(snapshot: DeploymentSnapshot): string {
  const { fresh, desired } = snapshot;
  if (desired === 0 && fresh.running === 0) return 'It is set to 0 tasks, so nothing runs.';
  const tasks = count(fresh.running, snapshot.deployment.isRestart ? 'new task' : 'task');
  return `${escapeMrkdwn(newVersion(snapshot))} serves from ${tasks}, and nothing else runs.`;
}

function servingFrom({ old, desired }: DeploymentSnapshot): string {
  const serving = old.reduce((sum, { running, healthy }) => sum + (healthy ?? running), 0);
  if (serving === 0) return '';
  return ` and serves from ${serving < desired ? `${serving} of ${count(desired, 'task')}` : count(serving, 'task')}`;
}

function failingWords(snapshot: DeploymentSnapshot, failing: Failing): string {
  const to = escapeMrkdwn(newVersion(snapshot));
  const long = duration(snapshot.at - failing.since);
  switch (failing.why) {
    case 'tasks':
      return failing.lasting ? neverStarts(snapshot, failing) : isFailing(snapshot, failing);
    case 'placement':
      return placelessWords(snapshot, to);
    case 'hindered':
      return `${to} does not get on: ${whyWords(snapshot) ?? 'I do not know why'}.`;
    case 'stalled':
      return stalledWords(snapshot, long);
    case 'unread':
      return `how ${to} goes is not known: AWS has not said so for ${long}.`;
  }
}

function placelessWords(snapshot: DeploymentSnapshot, to: string): string {
  const cause = causeOf(snapshot);
  const obstacle = cause?.of === 'deployment' && cause.obstacle.kind === 'placement' ? cause.obstacle : undefined;
  if (obstacle && isOfPlace(obstacle.problem)) return `${to} finds no place: ${startWords(obstacle)}.`;
  return `${to} does not start: ${whyWords(snapshot) ?? 'I do not know why'}.`;
}

function isFailing(snapshot: DeploymentSnapshot, { inARow }: Failing): string {
  const why = whyWords(snapshot) ?? `${count(inARow, 'start')} failed`;
  return `${escapeMrkdwn(newVersion(snapshot))} is failing: ${why}.`;
}

/** `crash does not start: 9 starts in a row exited 1.` */
function neverStarts(snapshot: DeploymentSnapshot, { inARow }: Failing): string {
  const cause = causeOf(snapshot);
  if (cause?.of === 'deployment') return `${escapeMrkdwn(newVersion(snapshot))} does not start: ${whyWords(snapshot)}.`;
  const comes = cause?.ending.kind === 'health' ? 'does not become healthy' : 'does not start';
  const ended = cause ? endingWords(cause.ending, inARow, snapshot.several === true) : 'failed';
  return `${escapeMrkdwn(newVersion(snapshot))} ${comes}: ${count(inARow, 'start')} in a row ${ended}.`;
}

/** Whether and when ECS ends it, and what it says of why it did. Empty while there is nothing to say. In mrkdwn. */
export function outlookWords(snapshot: DeploymentSnapshot): string[] {
  const { failures, failing, breaker, rollback, statusReason } = snapshot;
  const { kind } = verdictOf(snapshot);
  const going = kind === 'in-progress' || kind === 'failing';
  if (going && failing && breaker?.on === false)
    return [
      failing.lasting
        ? 'This service has no circuit breaker, so ECS will try for ever.'
        : 'This service has no circuit breaker: ECS will not give up by itself.',
    ];
  if (going) return failures && failures.count > 0 ? [patience(failures, breaker?.rollback !== false)] : [];
  if (kind === 'succeeded' || snapshot.cancelledBy) return [];
  if (kind === 'relapsed') return [relapseOutlook(snapshot)];
  const reason = rollback?.reason ?? statusReason;
  const tripped = failures !== undefined && failures.count >= failures.threshold;
  return [
    ...(tripped ? [`ECS gave up after ${failures.count} failed starts in a row.`] : []),
    ...(reason && !(tripped && /circuit breaker/i.test(reason)) ? [ecsWords(reason)] : []),
  ];
}

function patience({ count: failed, threshold }: { count: number; threshold: number }, rollsBack: boolean): string {
  const starts = `${count(failed, 'failed start')} in a row`;
  const then = rollsBack ? '' : ', and rolls nothing back';
  return failed < threshold
    ? `${starts}; ECS gives up at ${threshold}${then}.`
    : `${starts}: that is where ECS gives up${then}.`;
}
