import { duration } from '../../chat/words/text';
import { isShifting, verdictOf } from '../../domain/deployments/deployments.service';
import type { DeploymentSnapshot } from '../../domain/deployments/snapshot.types';
import type { LifecycleStage, Staged } from '../../domain/deployments/stages.types';
import { newVersion, versionBack } from './deployment.facts';

/** What ECS calls its ways of replacing tasks; of the usual one nothing is said. */
const STRATEGY: Readonly<Record<Staged['strategy'], string>> = {
  ROLLING: '',
  BLUE_GREEN: 'Blue/green: ',
  CANARY: 'Canary: ',
  LINEAR: 'Linear: ',
};

/**
 * Where on its way a deployment is, and what becomes of it by itself: `Blue/green: all traffic is on 1.1.0. It bakes 5 more
 * min, can go back to 1.0.0 at once.` Empty where there is nothing to say but what the tasks say. Plain text.
 */
export function stageWords(snapshot: DeploymentSnapshot): string {
  const { staged } = snapshot;
  const { kind } = verdictOf(snapshot);
  if (staged === undefined || (kind !== 'in-progress' && kind !== 'failing')) return '';
  const words = isShifting(staged) ? shiftWords(snapshot, staged) : bakeWords(snapshot, staged);
  const asks = staged.isAsking ? ' The function of its hook has not answered yet.' : '';
  return words === '' && asks === '' ? '' : `${STRATEGY[staged.strategy]}${words}${asks}`.trim();
}

/** ECS watches its alarms for a while after the last task, where it is told to. It may not say that it does. */
function bakeWords({ fresh, old, desired }: DeploymentSnapshot, staged: Staged): string {
  const watches = staged.alarms ? 'watches its alarms' : 'watches it';
  if (staged.stage === 'BAKE_TIME' && staged.minutesLeft !== undefined)
    return `${bakes(staged)}, and ECS ${watches} meanwhile.`;
  const isNew = fresh.running >= desired && old.every(({ running, pending }) => running + pending === 0);
  const isBaking = staged.stage === undefined && staged.bakeMinutes > 0 && isNew;
  return isBaking ? `All its tasks are new. ECS ${watches} for ${staged.bakeMinutes} min before it calls it done.` : '';
}

function shiftWords(snapshot: DeploymentSnapshot, staged: Staged): string {
  const [to, from] = [newVersion(snapshot), versionBack(snapshot)];
  const traffic = trafficWords(staged, to, from);
  switch (staged.stage) {
    case 'RECONCILE_SERVICE':
      return `ECS is putting in order what the deployment before left. ${sentence(traffic)}.`;
    case 'PRE_SCALE_UP':
      return `nothing of ${to} has been started yet. ${sentence(traffic)}.`;
    case 'SCALE_UP':
      return `${to} is starting beside ${from}. ${sentence(traffic)}.`;
    case 'POST_SCALE_UP':
      return `${to} is up beside ${from}. ${sentence(traffic)}.`;
    case 'TEST_TRAFFIC_SHIFT':
      return `${staged.isTested ? `the test traffic is going over to ${to}` : `${to} is up beside ${from}`}. ${sentence(traffic)}.`;
    case 'POST_TEST_TRAFFIC_SHIFT':
      return `${staged.isTested ? `the test traffic is on ${to}` : `${to} is up beside ${from}`}. ${sentence(traffic)}.`;
    case 'BAKE_TIME':
      return `${traffic}. ${bakes(staged)}, and can go back to ${from} at once.`;
    case 'CLEAN_UP':
      return `${traffic}. The tasks of ${from} are being stopped.`;
    default:
      return `${traffic}${nextStep(staged)}.`;
  }
}

function bakes({ minutesLeft = 0 }: Staged): string {
  return minutesLeft > 0 ? `It bakes ${minutesLeft} more min` : 'It has baked';
}

/** `5 % of the traffic is on 1.1.0, 95 % on 1.0.0`. */
function trafficWords({ production, stage }: Staged, to: string, from: string): string {
  if (production === undefined) return `the traffic is on ${stage !== undefined && GONE_OVER.has(stage) ? to : from}`;
  const { fresh, old } = production;
  if (fresh >= 100) return `all traffic is on ${to}`;
  if (fresh <= 0) return `all traffic is on ${from}`;
  return `${percent(fresh)} of the traffic is on ${to}, ${percent(old)} on ${from}`;
}

/** Where ECS does not say how it divides the traffic. */
const GONE_OVER: ReadonlySet<LifecycleStage> = new Set(['POST_PRODUCTION_TRAFFIC_SHIFT', 'BAKE_TIME', 'CLEAN_UP']);

const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;

/** What ECS does next by itself while the traffic goes over, and when. */
function nextStep({ strategy, production, step, minutesLeft }: Staged): string {
  if (production === undefined || production.fresh <= 0 || production.fresh >= 100) return '';
  const when = minutesLeft === undefined ? '' : minutesLeft > 0 ? ` in ${minutesLeft} min` : ' now';
  if (strategy === 'CANARY') return `; the rest follows${when}`;
  if (strategy === 'LINEAR' && step)
    return `; ${percent(Math.min(step.percent, 100 - production.fresh))} more follow${when}`;
  return '';
}

/** `5 %`, `0.1 %` */
export function percent(value: number): string {
  return `${Math.round(value * 10) / 10} %`;
}

/** The alarms that end it, while they may; those that went off come first. In plain words, the names as code. */
export function alarmWords(snapshot: DeploymentSnapshot, code: (name: string) => string): string[] {
  const { names, triggered } = snapshot.staged?.alarms ?? { names: [], triggered: [] };
  if (triggered.length > 0) return [`In alarm: ${listed(triggered, code)}. ECS ends a deployment for that.`];
  const { kind } = verdictOf(snapshot);
  if (names.length === 0 || (kind !== 'in-progress' && kind !== 'failing')) return [];
  return [`ECS watches ${names.length === 1 ? 'the alarm' : 'the alarms'} ${listed(names, code)}`];
}

const NAMES_SHOWN = 5;

function listed(names: readonly string[], code: (name: string) => string): string {
  const left = names.length - NAMES_SHOWN;
  return [...names.slice(0, NAMES_SHOWN).map(code), ...(left > 0 ? [`${left} more`] : [])].join(', ');
}

/** `the last one took 3 min`; nothing where none is remembered, or it is over. */
export function lastTookWords(snapshot: DeploymentSnapshot): string[] {
  const { kind } = verdictOf(snapshot);
  const isGoing = kind === 'in-progress' || kind === 'failing';
  return isGoing && snapshot.lastTookMs !== undefined ? [`the last one took ${duration(snapshot.lastTookMs)}`] : [];
}

/** It counts as done before all tasks are new, because somebody has set it so. */
export function earlyWords({ staged, ...snapshot }: DeploymentSnapshot): string[] {
  if (staged?.early === undefined || verdictOf(snapshot).kind !== 'partly') return [];
  const enough = percent(staged.early.percent);
  return [
    `This service counts a deployment as done once ${enough} of its tasks are healthy: its circuit breaker does not look at the rest.`,
  ];
}
