import { count, escapeMrkdwn } from '../../chat/words/text';
import { isForeign } from '../../domain/causes/causes.service';
import { verdictOf } from '../../domain/deployments/deployments.service';
import type { DeploymentSnapshot, RevisionTasks, VerdictKind } from '../../domain/deployments/snapshot.types';
import { imageName } from '../../domain/images/image-ref.types';

const WRONG: ReadonlySet<VerdictKind> = new Set(['rolling-back', 'rolled-back', 'failed']);

/** A version, and whose it is where the task has several containers: `1.0.0`, `app 1.0.0`. */
export function versionWords({ deployment, several }: Whose, version: string): string {
  return (several ?? deployment.several) === true ? `${deployment.container} ${version}` : version;
}

type Whose = Pick<DeploymentSnapshot, 'deployment' | 'several'>;

/** The version that is deployed. */
export function newVersion(snapshot: Whose): string {
  return versionWords(snapshot, imageName(snapshot.deployment.to));
}

/** The version that ECS brings back, or its revision where nobody knows the version. */
export function versionBack(snapshot: Whose & Pick<DeploymentSnapshot, 'rollback'>): string {
  const { rollback, deployment } = snapshot;
  const { revision = deployment.previousRevision, version } = rollback ?? {};
  const known = version ?? (revision === deployment.previousRevision ? imageName(deployment.from) : undefined);
  return known === undefined ? revision : versionWords(snapshot, known);
}

/** How many tasks of the deployment have failed. */
export function failedOf({
  stopped,
  stoppedEarlier = 0,
  failing,
  failures,
  failedTasks = 0,
}: DeploymentSnapshot): number {
  const own = stopped.filter((task) => !isForeign(task)).length;
  return Math.max(own + stoppedEarlier, failing?.inARow ?? 0, failures?.count ?? 0, failedTasks);
}

/**
 * What runs and what serves, said apart: `0 of 2 new healthy, 2 failed; 2 of 1.0.0 serve.` Who serves comes first once it
 * has failed, because that is what everybody asks then. Empty where the headline has said all there is. Plain text.
 */
export function servingWords(snapshot: DeploymentSnapshot): string {
  const { fresh, old, desired } = snapshot;
  const { kind } = verdictOf(snapshot);
  const left = old.filter(({ running }) => running > 0);
  if (kind === 'succeeded' || (desired === 0 && fresh.running === 0 && left.length === 0)) return '';
  if (kind === 'superseded') return runningWords(snapshot);
  if (kind === 'relapsed') return snapshot.supersededBy ? '' : `Now ${fresh.running} of ${count(desired, 'task')} run.`;
  if (kind === 'rolled-back') return fresh.running > 0 ? `${fresh.running} of ${newVersion(snapshot)} still run.` : '';
  const [news, olds] = [freshWords(snapshot), oldWords(snapshot)];
  return WRONG.has(kind) ? `${olds}; ${news}.` : `${news}; ${olds}.`;
}

function freshWords(snapshot: DeploymentSnapshot): string {
  const { fresh, desired, ailing = [] } = snapshot;
  const failed = failedOf(snapshot);
  const known = fresh.healthy !== undefined;
  const waiting = known ? fresh.running - (fresh.healthy ?? 0) - ailing.length : 0;
  const starting = Math.max(0, waiting) + fresh.pending;
  return [
    `${fresh.healthy ?? fresh.running} of ${desired} new ${known ? 'healthy' : 'running'}`,
    ...(ailing.length > 0 ? [`${ailing.length} unhealthy`] : []),
    ...(starting > 0 ? [`${starting} starting`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
  ].join(', ');
}

function oldWords(snapshot: DeploymentSnapshot): string {
  const left = snapshot.old.filter(({ running }) => running > 0);
  if (left.length === 0) return 'nothing else serves';
  const amounts = left.map((tasks) => ({ amount: tasks.healthy ?? tasks.running, of: oldVersion(snapshot, tasks) }));
  const all = amounts.reduce((sum, { amount }) => sum + amount, 0);
  const are = amounts.map(({ amount, of }) => `${amount} of ${of}`).join(' and ');
  if (snapshot.staged?.production?.old === 0) return `${are} ${all === 1 ? 'stands' : 'stand'} by`;
  return `${are} ${all === 1 ? 'serves' : 'serve'}`;
}

/** Its revision too where it is called what the new one is called. */
function oldVersion(snapshot: DeploymentSnapshot, { revision, version }: RevisionTasks): string {
  if (version === undefined) return revision;
  const words = versionWords(snapshot, version);
  return version === imageName(snapshot.deployment.to) ? `${words} (${revision})` : words;
}

/** What took its place is no old task, and neither is what was there before. */
function runningWords(snapshot: DeploymentSnapshot): string {
  const { fresh, old } = snapshot;
  const parts = [
    ...old.filter(({ running }) => running > 0).map((tasks) => `${tasks.running} of ${oldVersion(snapshot, tasks)}`),
    ...(fresh.running > 0 ? [`${fresh.running} of ${newVersion(snapshot)}`] : []),
  ];
  return parts.length > 0 ? `Now run: ${parts.join(', ')}.` : '';
}

/** What else is to be known of it: what is not known and why, and that it was started again. In mrkdwn. */
export function unsureWords({ healthUnread, stoppedUnread, ...rest }: DeploymentSnapshot): string[] {
  const { kind } = verdictOf(rest);
  const going = kind === 'in-progress' || kind === 'failing';
  const failed = failedOf(rest) > 0 || WRONG.has(kind);
  return [
    ...(healthUnread && going ? [`Whether its tasks are healthy I cannot say. ${escapeMrkdwn(healthUnread)}`] : []),
    ...(stoppedUnread && failed ? [`Why its tasks stopped I cannot say. ${escapeMrkdwn(stoppedUnread)}`] : []),
  ];
}
