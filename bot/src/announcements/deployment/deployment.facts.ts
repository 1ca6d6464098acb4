import { ecsWords, shortTask } from '../../chat/words/ecs';
import { code, count, escapeMrkdwn } from '../../chat/words/text';
import type { PlannedImage } from '../../domain/deployments/deployment.types';
import { verdictOf } from '../../domain/deployments/deployments.service';
import type { DeploymentSnapshot, StoppedTask, VerdictKind } from '../../domain/deployments/snapshot.types';

const DIGEST_SHOWN = 'sha256:'.length + 12;
const TASKS_SHOWN = 5;
const WRONG: ReadonlySet<VerdictKind> = new Set(['rolling-back', 'rolled-back', 'failed']);
/** 128 and the number of the signal: what a container that was killed exits with. */
const KILLED: Readonly<Record<number, string>> = {
  137: 'killed',
  139: 'crashed: segmentation fault',
  143: 'told to stop',
};

/** What people call an image: its tag, else the beginning of its digest, else the whole reference. */
export function nameOf({ tag, digest, image }: PlannedImage): string {
  return tag ?? digest?.slice(0, DIGEST_SHOWN) ?? image;
}

/** Who serves: the old tasks first while anything is wrong, because that is what everybody asks then. */
export function servingWords(snapshot: DeploymentSnapshot): string {
  const { desired, fresh, old } = snapshot;
  const oldRunning = old.reduce((sum, { running }) => sum + running, 0);
  const starting = fresh.pending > 0 ? `, ${fresh.pending} starting` : '';
  const freshWords = `${fresh.running} of ${desired} new running${starting}`;
  const oldWords = `${count(oldRunning, 'old task')} still ${oldRunning === 1 ? 'serves' : 'serve'}`;
  const { kind } = verdictOf(snapshot);
  if (kind === 'succeeded') return `${freshWords}, no old ones left.`;
  // What took its place is no old task, and neither is what was there before.
  if (kind === 'superseded') return `${count(fresh.running, 'task')} of it still running, ${oldRunning} of others.`;
  if (WRONG.has(kind)) return `${oldRunning} of ${desired} old tasks serve. ${freshWords}.`;
  return oldRunning > 0 ? `${freshWords}, ${oldWords}.` : `${freshWords}.`;
}

/** What ECS itself says is wrong, and how far the circuit breaker is. Undefined while nothing is. */
export function troubleWords(snapshot: DeploymentSnapshot): string | undefined {
  const { failures, rollback, statusReason, stoppedUnread } = snapshot;
  const { kind } = verdictOf(snapshot);
  const reason = rollback?.reason ?? statusReason;
  const words = [
    ...(failures && failures.count > 0
      ? [`${count(failures.count, 'failed task')} in a row; ECS gives up at ${failures.threshold}.`]
      : []),
    ...(reason && kind !== 'in-progress' && kind !== 'succeeded' ? [ecsWords(reason)] : []),
    ...(stoppedUnread && (WRONG.has(kind) || failures?.count)
      ? [`Why its tasks stopped I cannot say. ${escapeMrkdwn(stoppedUnread)}`]
      : []),
  ];
  return words.length ? words.join(' ') : undefined;
}

/** The tasks of the deployment that stopped, newest first: which, when, why, and with which exit code. */
export function stoppedLines({ stopped }: DeploymentSnapshot): string[] {
  const shown = stopped.slice(0, TASKS_SHOWN).map(stoppedLine);
  const left = stopped.length - shown.length;
  return left > 0 ? [...shown, `…and ${count(left, 'more task')}`] : shown;
}

function stoppedLine({ id, stoppedReason, containers }: StoppedTask): string {
  const exits = containers.flatMap(({ name, exitCode, reason }) => {
    const exit = exitCode === undefined ? '' : `exit ${exitCode}${KILLED[exitCode] ? ` (${KILLED[exitCode]})` : ''}`;
    const said = [exit, ...(reason ? [escapeMrkdwn(reason)] : [])].filter(Boolean).join(', ');
    return said ? [`${code(name)} ${said}`] : [];
  });
  return [`Task ${shortTask(id)} stopped: ${ecsWords(stoppedReason)}`, ...exits].join('; ');
}
