import { actions, message, section } from '../../chat/words/blocks';
import { button, runButton } from '../../chat/words/buttons';
import { command } from '../../chat/words/commands';
import { serviceName } from '../../chat/words/ecs';
import { ago, code, escapeMrkdwn } from '../../chat/words/text';
import type { Message } from '../../chat/slack/message.types';
import type { Deployment, DeploymentPlan, PlannedImage } from '../../domain/deployments/deployment.types';
import { serviceWords } from '../../domain/services/service-ref.types';

export const START_ACTION = 'image.start';
const DIGEST_SHOWN = 'sha256:'.length + 12;

/** The service runs it already: nothing to press that would change anything. */
export function sameView({ ref, to, plannedFrom }: DeploymentPlan): Message {
  const words = serviceWords(ref);
  return message(
    `${words} runs ${nameOf(to)} already. Nothing was changed.`,
    section(`${serviceName(ref)} runs ${imageWords(to)} already (${code(plannedFrom)}).\nNothing was changed.`),
    actions(runButton('Status', command('status', { service: ref }))),
  );
}

/** What was asked was less than a full name: what it may have meant, in full, each with its button. */
export function guessView(asked: string, plans: DeploymentPlan[]): Message {
  const several = plans.length > 1;
  const first = `${code(asked)} is not the full name of a service, so nothing was changed yet.`;
  return message(
    `${asked} is not the full name of a service, so nothing was changed yet.`,
    section(`${first}\n${several ? 'Which one is meant?' : 'Is this what you mean?'}`),
    ...plans.map((plan) => section(changeWords(plan))),
    actions(...plans.map((plan) => startButton(plan, several ? undefined : 'primary'))),
  );
}

/** Something has to be known before it is started: another deployment is under way, or the registry cannot be read. */
export function askView(now: number, plan: DeploymentPlan): Message {
  const { underWay, unchecked, to } = plan;
  const facts = [
    ...(underWay
      ? [
          `A deployment of ${code(underWay.revision)} is under way since ${ago(underWay.startedAt, now)}` +
            `${underWay.actor ? `, started by <@${underWay.actor.id}>` : ''}. This would take its place.`,
        ]
      : []),
    ...(unchecked ? [`I cannot check whether ${code(nameOf(to))} exists: ${escapeMrkdwn(unchecked)}`] : []),
  ];
  return message(
    `Nothing was changed yet. ${facts.join(' ')}`,
    section(`*Nothing was changed yet.*\n${facts.join('\n')}`),
    section(changeWords(plan)),
    actions(startButton(plan)),
  );
}

/** What is left of a private message whose button was pressed. */
export function startedView({ ref, to }: Deployment): Message {
  const text = `Deploying ${nameOf(to)} to ${serviceWords(ref)}: the message in this channel shows how it goes.`;
  return message(text, section(escapeMrkdwn(text)));
}

/** It goes on, but nobody can be shown how: the one thing that has to be told privately. */
export function unseenView({ ref, to, revision }: Deployment): Message {
  const words = serviceWords(ref);
  const text = `Deploying ${nameOf(to)} to ${words} as ${revision}, but I could not post about it in this channel.`;
  return message(text, section(escapeMrkdwn(text)), actions(runButton('Status', command('status', { service: ref }))));
}

/** What people call an image: its tag, else the beginning of its digest, else the whole reference. */
export function nameOf({ tag, digest, image }: PlannedImage): string {
  return tag ?? digest?.slice(0, DIGEST_SHOWN) ?? image;
}

function imageWords(image: PlannedImage): string {
  const digest = image.tag && image.digest ? ` (${code(image.digest.slice(0, DIGEST_SHOWN))})` : '';
  return `${code(nameOf(image))}${digest}`;
}

function changeWords({ ref, from, to, container, desired }: DeploymentPlan): string {
  const tasks = desired === 1 ? '1 task' : `${desired} tasks`;
  return `${serviceName(ref)}: ${imageWords(from)} → ${imageWords(to)} in container ${code(container)}, ${tasks}`;
}

function startButton(plan: DeploymentPlan, style?: 'primary'): ReturnType<typeof button> {
  const { ref, from, to, container, plannedFrom } = plan;
  return button({
    id: START_ACTION,
    label: `${serviceWords(ref)}: ${nameOf(from)} → ${nameOf(to)}`,
    payload: { ref, image: to.image, container, plannedFrom },
    ...(style ? { style } : {}),
  });
}
