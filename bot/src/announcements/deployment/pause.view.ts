import { actions, context, message, section } from '../../chat/words/blocks';
import type { Button } from '../../chat/words/buttons';
import { changeButton } from '../../chat/words/change-button';
import { serviceName } from '../../chat/words/ecs';
import { statusButton } from '../../chat/words/look-buttons';
import { callWords, personName } from '../../chat/words/origin';
import { duration, escapeMrkdwn } from '../../chat/words/text';
import type { Message } from '../../chat/slack/message.types';
import { decisionBasis } from '../../domain/deployments/decision.types';
import type { Decided, Deployment } from '../../domain/deployments/deployment.types';
import { verdictOf } from '../../domain/deployments/deployments.service';
import type { DeploymentSnapshot } from '../../domain/deployments/snapshot.types';
import type { HookAction, Pause, Staged } from '../../domain/deployments/stages.types';
import { imageName } from '../../domain/images/image-ref.types';
import { serviceWords } from '../../domain/services/service-ref.types';
import { newVersion, versionBack } from './deployment.facts';
import { percent, stageWords } from './deployment.stage';

/** The one message of a deployment that waits at this hook. */
export function pauseKey({ id }: Pick<Deployment, 'id'>, hook: string): string {
  return `pause:${id}:${hook}`;
}

/** A deployment waits for somebody: where it is, what each button does, and what happens when nobody presses one. */
export function pauseView(snapshot: DeploymentSnapshot, pause: Pause, asked: string): Message {
  const { deployment, at } = snapshot;
  const { ref, actor } = deployment;
  const waits = `${escapeMrkdwn(newVersion(snapshot))} waits for somebody's word.`;
  const stage = escapeMrkdwn(stageWords(snapshot));
  const service = escapeMrkdwn(serviceWords(ref));
  return message(
    `${callWords(actor)}${service}: ${waits} ${stage} ${timeOutWords(snapshot, pause, leftWords(pause, at))}`,
    section(`${callWords(actor)}${serviceName(ref)}: *${waits}* ⏸️\n${stage}`),
    section(
      [
        `*Continue*: ${escapeMrkdwn(nextWords(snapshot))}.`,
        `*Roll back*: ${escapeMrkdwn(backWords(snapshot))}.`,
        timeOutWords(snapshot, pause, untilWords(pause, at)),
      ].join('\n'),
    ),
    actions(...pauseButtons(snapshot), statusButton(ref)),
    context(asked),
  );
}

/** What became of it. */
export type Outcome =
  | { by: 'person'; decided: Decided }
  | { by: 'time'; action: HookAction }
  | { by: 'others'; action: HookAction };

/** It waits no more: who decided, and what. There is nothing to press any more. */
export function pauseOverView(snapshot: Deployed, outcome: Outcome, asked: string): Message {
  const { ref } = snapshot.deployment;
  const [plain, marked] = outcomeWords(snapshot, outcome);
  return message(
    `${escapeMrkdwn(serviceWords(ref))}: ${plain}`,
    section(`${serviceName(ref)}: ${marked}`),
    actions(statusButton(ref)),
    context(asked),
  );
}

type Deployed = Pick<DeploymentSnapshot, 'deployment' | 'several' | 'rollback'>;

/** As plain text, and in mrkdwn with a name in bold. */
function outcomeWords(snapshot: Deployed, outcome: Outcome): [string, string] {
  const to = escapeMrkdwn(newVersion(snapshot));
  const back = escapeMrkdwn(versionBack(snapshot));
  if (outcome.by === 'person') {
    const { actor, action } = outcome.decided;
    const did = action === 'CONTINUE' ? `let ${to} go on` : `had ${to} go back to ${back}`;
    return [`${escapeMrkdwn(actor.name ?? actor.id)} ${did}.`, `${personName(actor)} ${did}.`];
  }
  const now = outcome.action === 'CONTINUE' ? `${to} goes on` : `${to} goes back to ${back}`;
  const why = outcome.by === 'time' ? 'nobody said anything in time' : 'that was decided elsewhere than through me';
  return [`${now}: ${why}.`, `${now}: ${why}.`];
}

/** What happens when nobody says anything. In mrkdwn. */
function timeOutWords(snapshot: DeploymentSnapshot, { otherwise }: Pause, until: string): string {
  const then =
    otherwise === 'CONTINUE' ? 'ECS goes on with it' : `ECS rolls back to ${escapeMrkdwn(versionBack(snapshot))}`;
  return `${until}${until === '' ? 'If nobody says so in time' : ': if nobody has said so by then'}, ${then}.`;
}

/** `It waits until 14:30`, in the reader's own time. In mrkdwn. */
function untilWords({ expiresAt }: Pause, at: number): string {
  if (expiresAt === undefined) return '';
  const seconds = Math.floor(expiresAt / 1000);
  return `It waits until <!date^${seconds}^{date_short_pretty} {time}|${duration(expiresAt - at)} from now>`;
}

/** The same where nothing is marked up. */
function leftWords({ expiresAt }: Pause, at: number): string {
  return expiresAt === undefined ? '' : `It waits for ${duration(expiresAt - at)}`;
}

/** What a deployment waits for, and what becomes of it if nobody comes, for the message of the deployment. In mrkdwn. */
export function waitWords(snapshot: DeploymentSnapshot): string[] {
  const pause = pauseOf(snapshot);
  if (pause === undefined) return [];
  return [`*It waits for somebody's word.* ${timeOutWords(snapshot, pause, untilWords(pause, snapshot.at))}`];
}

function pauseOf(snapshot: DeploymentSnapshot): Pause | undefined {
  const { kind } = verdictOf(snapshot);
  return kind === 'in-progress' || kind === 'failing' ? snapshot.staged?.pause : undefined;
}

/** What may be decided while it waits for somebody; both are refused where it does not wait there any more. */
export function pauseButtons(snapshot: DeploymentSnapshot): Button[] {
  const pause = pauseOf(snapshot);
  if (pause === undefined) return [];
  const { id } = pause;
  const { ref, handle, to } = snapshot.deployment;
  const basis = decisionBasis(handle, imageName(to), id);
  const button = (label: string, action: HookAction, style: 'primary' | 'danger'): Button =>
    changeButton(label, { kind: 'continue', ref, wish: { deployment: handle.id, hook: id, action }, basis }, { style });
  return [
    button(`Continue: ${nextWords(snapshot)}`, 'CONTINUE', 'primary'),
    button(`Roll back: ${backWords(snapshot)}`, 'ROLLBACK', 'danger'),
  ];
}

/** What ECS does next once it is told to go on. Plain text; what is long in it comes last. */
function nextWords({ staged, ...snapshot }: DeploymentSnapshot): string {
  const [to, from] = [newVersion(snapshot), versionBack(snapshot)];
  switch (staged?.stage) {
    case 'PRE_SCALE_UP':
      return `start the tasks of ${to}`;
    case 'POST_SCALE_UP':
      return staged.isTested ? `test traffic to ${to}` : `${shareWords(staged)} to ${to}`;
    case 'POST_TEST_TRAFFIC_SHIFT':
    case 'PRE_PRODUCTION_TRAFFIC_SHIFT':
      return `${shareWords(staged)} to ${to}`;
    case 'POST_PRODUCTION_TRAFFIC_SHIFT':
      return staged.bakeMinutes > 0 ? `bake ${staged.bakeMinutes} min, then stop ${from}` : `stop ${from}`;
    default:
      return `go on with ${to}`;
  }
}

/** How much goes over in the next step. */
function shareWords({ strategy, step, production }: Staged): string {
  const gone = production?.fresh ?? 0;
  if (strategy === 'CANARY' && step && gone < step.percent) return `${percent(step.percent)} of the traffic`;
  if (strategy === 'LINEAR' && step && gone + step.percent < 100)
    return `${gone > 0 ? 'another ' : ''}${percent(step.percent)} of the traffic`;
  return gone > 0 ? 'the rest of the traffic' : 'all traffic';
}

function backWords({ staged, ...snapshot }: DeploymentSnapshot): string {
  const from = versionBack(snapshot);
  return (staged?.production?.fresh ?? 0) > 0 ? `all traffic back to ${from}` : `stay on ${from}`;
}
