import { causeWords, keptCauseWords } from '../../chat/words/causes/cause.words';
import { ecsWords } from '../../chat/words/ecs';
import { ago, escapeMrkdwn } from '../../chat/words/text';
import { isOutsider } from '../../domain/access/access.types';
import type { DeploymentSnapshot, VerdictKind } from '../../domain/deployments/snapshot.types';
import type { LastLook, Why } from '../../domain/deployments/why.types';
import { imageName } from '../../domain/images/image-ref.types';

/** How a deployment stands, as it is told first: on its way, well, or not. */
const GOING: ReadonlySet<VerdictKind> = new Set(['in-progress', 'failing', 'rolling-back']);
const BAD: ReadonlySet<VerdictKind> = new Set(['failing', 'rolling-back', 'relapsed']);

/** So long old tasks may take to end after ECS calls a deployment done. Milliseconds. */
const GOING_MS = 120_000;

/** What became of the last deployment, as what follows its version. */
const ENDED: Readonly<Partial<Record<VerdictKind, (when: string) => string>>> = {
  'rolled-back': (when) => `failed ${when} and was rolled back`,
  failed: (when) => `failed ${when}, and nothing was rolled back`,
  stopped: (when) => `was stopped ${when}, before it was done`,
  superseded: (when) => `was replaced ${when}, before it was done`,
  succeeded: (when) => `succeeded ${when}`,
};

/** The version of a deployment, and whose it is where its task has several containers. Plain text. */
export function versionOf({ deployment, several }: Pick<DeploymentSnapshot, 'deployment' | 'several'>): string {
  const name = deployment.to.image === '' ? deployment.revision : imageName(deployment.to);
  return (several ?? deployment.several) === true ? `${deployment.container} ${name}` : name;
}

/** What comes first: what is wrong and why, or that nothing is, and why the last deployment ended as it did. In mrkdwn. */
export function headlineOf({ at, service, healthy, steadySince, last }: Why): string {
  if (last && BAD.has(last.kind)) return `${troubleWords(last)}.`;
  const { counts, steady } = service;
  const now =
    healthy === undefined
      ? `${counts.running} of ${counts.desired} running`
      : `${Math.min(healthy, counts.running)} of ${counts.desired} healthy`;
  const since = steadySince === undefined ? '' : `, steady since ${ago(steadySince, at)}`;
  const well = last && GOING.has(last.kind) ? goingWords(last) : steady ? '' : ', not steady';
  return `${now}${since}${well}${last && !GOING.has(last.kind) ? `; ${lastWords(at, last)}` : ''}.`;
}

function goingWords({ snapshot }: LastLook): string {
  return `; ${escapeMrkdwn(versionOf(snapshot))} is being deployed, and nothing is wrong with it so far`;
}

function troubleWords({ snapshot, kind, causes }: LastLook): string {
  const version = escapeMrkdwn(versionOf(snapshot));
  const [main] = causes;
  const why = main ? causeWords(snapshot, main) : 'I do not know why';
  if (kind === 'relapsed') return `${version} was done and fails since: ${relapsedWords(snapshot, why)}`;
  if (kind === 'rolling-back') return `${version} failed and is being rolled back: ${why}`;
  return `${version} is failing: ${why}`;
}

/** Tasks that were not seen to die may still fail their checks, or their requests. */
function relapsedWords({ relapse }: DeploymentSnapshot, why: string): string {
  if (!relapse || relapse.died > 0) return why;
  return relapse.unhealthy > 0
    ? `${relapse.unhealthy} of its tasks failed the health check`
    : `requests end in ${relapse.errors?.code ?? 'errors'} that did not before`;
}

/** `the last deployment 1.1.0 failed and was rolled back 2 h ago: 3 tasks exited 1` */
function lastWords(at: number, { snapshot, kind, causes, kept, endedAt }: LastLook): string {
  const { deployment } = snapshot;
  const what = deployment.isRestart ? `restart of ${versionOf(snapshot)}` : `deployment ${versionOf(snapshot)}`;
  const when = ago(endedAt ?? deployment.startedAt, at);
  const [main] = causes;
  if (kind === 'partly') return `the last ${escapeMrkdwn(what)} ${partlyWords(snapshot, at - (endedAt ?? at))} ${when}`;
  const ended = `the last ${escapeMrkdwn(what)} ${ENDED[kind]?.(when) ?? when}`;
  if (kind === 'succeeded') return ended;
  if (main) return `${ended}: ${causeWords(snapshot, main)}`;
  if (kept) return `${ended}: ${keptCauseWords(kept, at)}`;
  return `${ended}: I do not know why`;
}

/** ECS may call it done a moment before its old tasks are gone. */
function partlyWords({ fresh, desired }: DeploymentSnapshot, since: number): string {
  if (since < GOING_MS && fresh.running >= desired) return 'succeeded, and its old tasks are still ending,';
  return `is done for ECS, though only ${fresh.running} of ${desired} tasks are new,`;
}

/** What ECS itself says of why, where no cause is known: it may tell somebody more. In mrkdwn. */
export function ecsSays({ snapshot: { rollback, statusReason }, causes, kept }: LastLook): string[] {
  const reason = rollback?.reason ?? statusReason;
  if (causes.length > 0 || kept || reason === undefined) return [];
  return [`ECS says: ${ecsWords(reason)}`];
}

/** What its tasks were seen doing is gone: the record says why, and no more. */
export function sourceWords({ kept, snapshot: { deployment, stoppedUnread } }: LastLook): string[] {
  return [
    ...(kept ? ['ECS has forgotten its tasks; this is what I wrote down when it happened.'] : []),
    ...(stoppedUnread ? [`Why its tasks stopped I cannot say. ${escapeMrkdwn(stoppedUnread)}`] : []),
    ...(isOutsider(deployment.actor) && deployment.id === ''
      ? ['I did not see this deployment begin: all I know of it is what ECS still says.']
      : []),
  ];
}

/** Who serves while it goes wrong: `2 of primes-api:1 serve; 0 of 2 new healthy`. Empty where the headline says it. Plain text. */
export function servingWords({ service, last }: Why): string {
  if (!last || !GOING.has(last.kind)) return '';
  const { fresh, old, desired } = last.snapshot;
  const left = old.filter(({ running }) => running > 0);
  const olds = left.map(({ running, version, revision }) => `${running} of ${version ?? revision}`);
  const one = left.length === 1 && left[0]!.running === 1;
  const serve = left.length === 0 ? 'Nothing else serves' : `${olds.join(' and ')} still ${one ? 'serves' : 'serve'}`;
  const known = fresh.healthy !== undefined;
  const wanted = desired === 0 ? service.counts.desired : desired;
  return `${serve}; ${fresh.healthy ?? fresh.running} of ${wanted} new ${known ? 'healthy' : 'running'}.`;
}
