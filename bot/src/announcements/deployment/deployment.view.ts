import { actions, context, lines, message, section } from '../../chat/words/blocks';
import { runButton } from '../../chat/words/buttons';
import { command } from '../../chat/words/commands';
import { serviceName } from '../../chat/words/ecs';
import { ago, code, escapeMrkdwn } from '../../chat/words/text';
import type { Message } from '../../chat/slack/message.types';
import type { Deployment } from '../../domain/deployments/deployment.types';
import { progressOf, verdictOf } from '../../domain/deployments/deployments.service';
import type { DeploymentSnapshot, VerdictKind } from '../../domain/deployments/snapshot.types';
import { serviceWords } from '../../domain/services/service-ref.types';
import { nameOf, servingWords, stoppedLines, troubleWords } from './deployment.facts';

const BAR = 20;

/** The first state, before ECS was asked anything. */
export function startedView(deployment: Deployment, said: string, now: number): Message {
  const { from, to, ref } = deployment;
  const title = `${nameOf(from)} → ${nameOf(to)}`;
  return message(
    `${serviceWords(ref)}: deploying ${title}`,
    section(`${serviceName(ref)}: *deploying ${escapeMrkdwn(title)}*\nECS is starting the first new task.`),
    looks(deployment),
    footer(deployment, said, now),
  );
}

/** A deployment at one moment: the verdict, who serves, what went wrong, and where to look. The only drawer of it. */
export function deploymentView(snapshot: DeploymentSnapshot, said: string): Message {
  const { deployment, at } = snapshot;
  const verdict = verdictOf(snapshot);
  const headline = headlineOf(snapshot, verdict.kind);
  const trouble = troubleWords(snapshot);
  return message(
    `${serviceWords(deployment.ref)}: ${headline} ${servingWords(snapshot)}`,
    section(`${serviceName(deployment.ref)}: *${escapeMrkdwn(headline)}*\n${servingWords(snapshot)}`),
    ...(verdict.terminal ? [] : [section(bar(progressOf(snapshot).share))]),
    ...(trouble ? [section(trouble)] : []),
    ...lines(stoppedLines(snapshot)),
    looks(deployment, verdict.kind),
    footer(deployment, said, deployment.startedAt, at, snapshot.stale),
  );
}

/** What a message says for ever when the bot stops while the deployment goes on. */
export function leftView({ text, blocks }: Message): Message {
  const note = 'I was shut down while this went on, so this message stays as it is. The buttons show what is true now.';
  return message(`${text} ${note}`, ...blocks, context(note));
}

/** The end as one reply in the thread, to whoever asked: Slack notifies nobody of edits. */
export function endView(snapshot: DeploymentSnapshot): Message {
  const { deployment } = snapshot;
  const headline = headlineOf(snapshot, verdictOf(snapshot).kind);
  const [worst] = stoppedLines(snapshot);
  const text = `<@${deployment.actor.id}> ${serviceWords(deployment.ref)}: ${escapeMrkdwn(headline)} ${servingWords(snapshot)}`;
  return message(text, section(worst ? `${text}\n${worst}` : text));
}

function headlineOf(snapshot: DeploymentSnapshot, kind: VerdictKind): string {
  const { deployment, fresh, desired, rollback, supersededBy } = snapshot;
  const [to, from] = [nameOf(deployment.to), nameOf(deployment.from)];
  const back = rollback?.revision ?? deployment.previousRevision;
  const headlines: Record<VerdictKind, string> = {
    'in-progress': `deploying ${from} → ${to}.`,
    succeeded: `done: ${from} → ${to}, and nothing else runs.`,
    partly: `ECS calls ${to} done, but only ${fresh.running} of ${desired} tasks are new.`,
    'rolling-back': `${to} failed. ECS rolls back to ${back}.`,
    'rolled-back': `rolled back: ${to} failed, ${back} is back.`,
    failed: `failed: ${to} did not come up, and nothing was rolled back.`,
    stopped: `stopped: the deployment of ${to} was ended before it was done.`,
    superseded: `replaced: ${supersededBy ?? 'another deployment'} took the place of ${to}.`,
  };
  return headlines[kind];
}

/** `████████░░░░ 40 %`: the number says it, the bar only shows it. */
function bar(share: number): string {
  const full = Math.round(share * BAR);
  return `${code('█'.repeat(full) + '░'.repeat(BAR - full))} ${Math.floor(share * 100)} %`;
}

function looks({ ref, from }: Deployment, kind: VerdictKind = 'in-progress'): ReturnType<typeof actions> {
  const previous = from.tag ?? from.digest;
  return actions(
    runButton('Status', command('status', { service: ref })),
    runButton('Events', command('events', { service: ref })),
    ...(kind === 'succeeded' && previous
      ? [runButton(`Back to ${nameOf(from)}`, command('image', { service: ref, image: previous }))]
      : []),
  );
}

function footer(
  { actor, revision, startedAt }: Deployment,
  said: string,
  began: number,
  at = began,
  stale?: string,
): ReturnType<typeof context> {
  return context(
    `Asked by <@${actor.id}>: ${code(said)}`,
    `${code(revision)}, started ${ago(startedAt, at)}`,
    ...(stale ? [`AWS could not be asked just now (${escapeMrkdwn(stale)}): this is how it was before.`] : []),
  );
}
