import { byWords } from '../../chat/words/origin';
import { ago, code, count, escapeMrkdwn } from '../../chat/words/text';
import { isOutsider } from '../../domain/access/access.types';
import type { Doer } from '../../domain/access/access.types';
import type { Deployment } from '../../domain/deployments/deployment.types';
import { imageName, shortDigest } from '../../domain/images/image-ref.types';
import type { Datapoint, LastDeployment, ServiceAlarm } from '../../domain/observations/observation.types';
import type { EcsContainer, EcsService } from '../../domain/observations/ecs-service.types';
import { broughtBy } from '../../domain/observations/version.types';
import { isUnknown } from '../../kernel/part';
import type { Part } from '../../kernel/part';
import { doingOf, lastWords } from './state.facts';
import type { Doing } from './state.facts';

/** A part in words, or why it is not known. */
export function partFact<T>(part: Part<T>, words: (known: T) => string): string {
  return isUnknown(part) ? `unknown: ${escapeMrkdwn(part.unknown)}` : words(part);
}

/** Tags and digests of a task's containers; where there are several, each with whose it is. */
export function imagesFact(images: EcsContainer[]): string {
  return images
    .map(({ name, image, tag, digest }) => {
      const resolved = digest ? ` ${code(shortDigest(digest))}` : '';
      const whose = images.length > 1 ? ` in ${code(name)}` : '';
      return `${code(tag ?? image)}${tag ? resolved : ''}${whose}`;
    })
    .join('\n');
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

/** How the newest deployment stands or ended, by what it brought, and who asked for it where that is known. */
export function lastDeploymentFact(now: number, last: LastDeployment | undefined, by?: Doer): string {
  if (!last) return 'none in the last 90 days';
  const what = escapeMrkdwn(lastWords(last) ?? 'a revision that I could not read');
  const back = escapeMrkdwn((last.restored && lastWords(last.restored)) ?? 'what ran before');
  const when = ago(last.finishedAt ?? last.createdAt, now);
  const words =
    ENDS[last.status]?.(what, back) ?? `${what}: ${escapeMrkdwn(last.status.toLowerCase().replaceAll('_', ' '))}`;
  const revision = last.revision && last.image ? ` (${code(last.revision)})` : '';
  return `${words}${revision}, ${when}${by ? starterWords(by) : ''}`;
}

function starterWords(by: Doer): string {
  return isOutsider(by) ? `, started ${escapeMrkdwn(byWords(by))}` : `, asked for by <@${by.id}>`;
}

// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceDeployment.html: `status`
const ENDS: Readonly<Record<string, (what: string, back: string) => string>> = {
  PENDING: (what) => `${what} is about to begin`,
  IN_PROGRESS: (what) => `${what} is under way`,
  SUCCESSFUL: (what) => `${what} succeeded`,
  STOP_REQUESTED: (what) => `${what} is being stopped`,
  STOPPED: (what) => `${what} was stopped`,
  ROLLBACK_REQUESTED: (what, back) => `${what} failed; ECS rolls back to ${back}`,
  ROLLBACK_IN_PROGRESS: (what, back) => `${what} failed; ECS rolls back to ${back}`,
  ROLLBACK_SUCCESSFUL: (what, back) => `${what} failed and was rolled back; ${back} is back`,
  ROLLBACK_FAILED: (what, back) => `${what} failed, and so did the way back to ${back}`,
};

/**
 * What was last deployed from outside, where something else is set since: whoever did it does not know of that, and may
 * put it back.
 */
export function outsideLines(
  now: number,
  { service, outside }: { service: Pick<EcsService, 'containers'>; outside?: Deployment },
): string[] {
  if (outside === undefined || isUnknown(service.containers)) return [];
  const { actor, to, container, startedAt } = outside;
  const set = service.containers.find(({ name }) => name === container);
  if (set === undefined || isSame(set, to)) return [];
  const through = isOutsider(actor) && actor.through !== undefined ? ` with ${escapeMrkdwn(actor.through)}` : '';
  const who = `${escapeMrkdwn(byWords(actor))}${through}`;
  return [
    `The last deployment that was not made through me, ${who}, ${ago(startedAt, now)}, brought ${code(imageName(to))}; ${code(imageName(set))} is set since. The next run of what made it may put ${code(imageName(to))} back.`,
  ];
}

/** By digest where both are known: a tag may have moved. */
function isSame(set: EcsContainer, to: Deployment['to']): boolean {
  return set.digest !== undefined && to.digest !== undefined
    ? set.digest === to.digest
    : imageName(set) === imageName(to);
}

/** While a deployment is under way or has failed, what each version's tasks do, and since when. */
export function rolloutLines(now: number, { deployments }: EcsService): string[] {
  const settled = deployments.length < 2 && deployments.every(({ rollout }) => rollout === 'completed');
  if (settled) return [];
  return deployments.map((deployment) => {
    const { counts, failedTasks, revision, createdAt } = deployment;
    const failed = failedTasks > 0 ? `, ${count(failedTasks, 'failed start')} in a row` : '';
    const version = broughtBy(deployment);
    const of = version === revision ? code(revision) : `*${escapeMrkdwn(version)}* (${code(revision)})`;
    const doing = DOING[doingOf(deployment)];
    return `${of}: ${counts.running} of ${counts.desired} running${failed}; ${doing}, deployed ${ago(createdAt, now)}`;
  });
}

const DOING: Readonly<Record<Doing, string>> = {
  serves: 'it serves',
  starts: 'under way, not yet known to serve',
  stops: 'being taken away',
  failed: 'its deployment failed',
};
