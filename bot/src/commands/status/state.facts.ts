import { agoPlain, count, duration } from '../../chat/words/text';
import { imageName } from '../../domain/images/image-ref.types';
import { deathsOf, LATELY_MS } from '../../domain/observations/deaths.types';
import type { Deaths } from '../../domain/observations/deaths.types';
import type { EcsContainer, EcsDeployment, EcsService } from '../../domain/observations/ecs-service.types';
import type { BroughtRevision, LastDeployment } from '../../domain/observations/observation.types';
import { broughtBy, mainVersion } from '../../domain/observations/version.types';
import type { Relapsed } from './status.reader';
import { isUnknown } from '../../kernel/part';
import type { Part } from '../../kernel/part';

/** How long a rollback stays what there is to say first of a service. */
const NEWS_MS = 3_600_000;

/** The service's version, or of how many containers none's is the service's; undefined where nothing is known of them. */
function serviceVersion(containers: Part<EcsContainer[]>): string | undefined {
  const several = isUnknown(containers) || containers.length === 0 ? undefined : count(containers.length, 'container');
  return mainVersion(containers) ?? several;
}

/** What a service's tasks do, by deployment. */
export type Doing = 'serves' | 'starts' | 'stops' | 'failed';

/** Only a deployment that was completed is known to serve; what a newer one replaces serves until it is gone. */
export function doingOf({ primary, rollout }: EcsDeployment): Doing {
  if (rollout === 'completed') return 'serves';
  if (!primary) return 'stops';
  return rollout === 'failed' ? 'failed' : 'starts';
}

/** `2 of 2 running, 1.0.0, steady`; while two versions have tasks, who serves: `4 wanted; 6 run: 2 of 1.0.0 serve, …`. */
export function headlineOf(
  service: EcsService,
  last: Part<LastDeployment | undefined>,
  now: number,
  relapsed?: Relapsed,
): string {
  const state = stateWords(service, last, now, relapsed);
  if (service.deployments.length > 1) return `${state}: ${sharesWords(service)}`;
  const version = serviceVersion(service.containers);
  return [countsWords(service), ...(version === undefined ? [] : [version]), state].join(', ');
}

/** `2 of 2 running`; a daemon runs on as many instances as there are. */
function countsWords({ counts, scheduling }: EcsService): string {
  const starting = counts.pending > 0 ? ` (${counts.pending} starting)` : '';
  const words = `${counts.running} of ${counts.desired} running${starting}`;
  return scheduling === 'DAEMON' ? `${words} (a daemon: one on each instance)` : words;
}

/** `4 wanted; 6 run: 2 of 1.0.0 serve, 4 of hang starting` */
export function sharesWords({ counts, deployments }: EcsService): string {
  const shares = deployments
    .filter((one) => one.counts.running + one.counts.pending > 0)
    .toSorted((a, b) => ORDER.indexOf(doingOf(a)) - ORDER.indexOf(doingOf(b)))
    .map(shareWords);
  const run = `${counts.running} ${counts.running === 1 ? 'runs' : 'run'}`;
  return [`${counts.desired} wanted; ${run}`, ...(shares.length > 0 ? [shares.join(', ')] : [])].join(': ');
}

const ORDER: readonly Doing[] = ['serves', 'starts', 'failed', 'stops'];

function shareWords(deployment: EcsDeployment): string {
  const { running, pending } = deployment.counts;
  const doing = doingOf(deployment);
  const amount = doing === 'serves' ? running : running + pending;
  const verbs: Record<Doing, string> = {
    serves: amount === 1 ? 'serves' : 'serve',
    starts: 'starting',
    stops: 'stopping',
    failed: 'of a failed deployment',
  };
  return `${amount} of ${broughtBy(deployment)} ${verbs[doing]}`;
}

/** What a service is doing, in a few words. */
export function stateWords(
  service: EcsService,
  last: Part<LastDeployment | undefined>,
  now: number,
  relapsed?: Relapsed,
): string {
  const { status, steady, deployments, controller } = service;
  const primary = deployments.find((one) => one.primary);
  if (status !== 'ACTIVE') return status === 'DRAINING' ? 'being deleted' : status.toLowerCase();
  if (controller !== 'ECS') return foreignWords(service);
  if (primary?.rollout === 'failed') return `the deployment of ${broughtBy(primary)} failed`;
  if (primary?.rollout === 'in-progress') return underWayWords(service, primary, last);
  if (relapsed && now - relapsed.relapse.lastAt <= LATELY_MS)
    return `not steady: ${relapseWords(service, relapsed, now)}`;
  const deaths = deathsOf(service, now);
  if (deaths !== undefined) return `not steady: ${deathsWords(deaths)}`;
  return [steady ? 'steady' : 'not steady', ...rolledBackWords(last, now)].join('; ');
}

/** `6 tasks of leaky died since it was done 4 min ago` */
function relapseWords({ containers }: EcsService, { doneAt, relapse }: Relapsed, now: number): string {
  const of = mainVersion(containers) ?? 'the service';
  const since = `since it was done ${agoPlain(doneAt, now)}`;
  if (relapse.died > 0) return `${count(relapse.died, 'task')} of ${of} died ${since}`;
  if (relapse.unhealthy > 0) return `${count(relapse.unhealthy, 'task')} of ${of} failed the health check ${since}`;
  const { code = '5xx', share = 0 } = relapse.errors ?? {};
  return `${code} for ${Math.round(share * 100)} % of requests ${since}`;
}

function deathsWords(deaths: Deaths): string {
  const within = `within ${duration(LATELY_MS)}`;
  switch (deaths.kind) {
    case 'ended':
      return `at least ${count(deaths.tasks, 'task')} ended by ${deaths.tasks === 1 ? 'itself' : 'themselves'} ${within}`;
    case 'unhealthy':
      return `${count(deaths.tasks, 'task')} failed the health check ${within}`;
    case 'unplaced':
    default:
      return `tasks could not be started ${within}`;
  }
}

function underWayWords(
  { deployments }: EcsService,
  primary: EcsDeployment,
  last: Part<LastDeployment | undefined>,
): string {
  const brings = broughtBy(primary);
  if (/rolling back/i.test(primary.reason ?? '')) {
    const failed = deployments.find(({ rollout }) => rollout === 'failed');
    const rolledBack = !isUnknown(last) && last?.status.startsWith('ROLLBACK') ? lastWords(last) : undefined;
    return `${(failed && broughtBy(failed)) ?? rolledBack ?? 'the new version'} failed, ECS rolls back to ${brings}`;
  }
  if (primary.failedTasks === 0) return `deploying ${brings}`;
  return `${brings} is failing (${count(primary.failedTasks, 'failed start')} in a row)`;
}

/** What a deployment brought, as people call it. */
export function lastWords({ image, container, revision }: BroughtRevision): string | undefined {
  if (image === undefined) return revision;
  return [...(container === undefined ? [] : [container]), imageName(image)].join(' ');
}

function rolledBackWords(last: Part<LastDeployment | undefined>, now: number): string[] {
  if (isUnknown(last) || last?.status !== 'ROLLBACK_SUCCESSFUL') return [];
  const at = last.finishedAt ?? last.createdAt;
  if (now - at > NEWS_MS) return [];
  const back = last.restored && lastWords(last.restored);
  const failed = `${lastWords(last) ?? 'a deployment'} failed and was rolled back ${agoPlain(at, now)}`;
  return [failed, ...(back === undefined ? [] : [`${back} serves`])];
}

/** A service whose tasks come in task sets, which this bot does not make. */
function foreignWords({ controller, taskSets, counts }: EcsService): string {
  const by = controller === 'CODE_DEPLOY' ? 'deployed by CodeDeploy' : 'deployed by a controller outside ECS';
  const primary = taskSets.find((set) => set.primary);
  if (primary === undefined) return `no task set serves, ${by}`;
  const steady = taskSets.every((set) => set.steady) && counts.running >= counts.desired;
  return `${steady ? 'steady' : 'not steady'}, ${by}`;
}
