import { actions, context, message, section } from '../../chat/words/blocks';
import { runButton } from '../../chat/words/buttons';
import { changeButton } from '../../chat/words/change-button';
import { command } from '../../chat/words/commands';
import { containerVersion, serviceName } from '../../chat/words/ecs';
import { agoPlain, code, escapeMrkdwn } from '../../chat/words/text';
import type { Message } from '../../chat/slack/message.types';
import type { ContainerChoices, ImageChoices } from '../../domain/deployments/deployment.types';
import { imageName } from '../../domain/images/image-ref.types';
import type { ImageDetails } from '../../domain/images/image.types';
import { serviceWords } from '../../domain/services/service-ref.types';

/** Tags that are moved from image to image by habit: what matters about them is when they last were. */
const MOVING = new Set(['latest', 'stable', 'main', 'master', 'develop', 'edge', 'nightly']);

/** The newest images as buttons, each with the service it would go to; the running one is marked, and the last good one before it. */
export function pickerView(now: number, choices: ImageChoices): Message {
  const { ref, container, several, images } = choices;
  const words = serviceWords(ref);
  if (images.length === 0) {
    return message(
      `There is no image to deploy to ${words}.`,
      section(`The repository of ${serviceName(ref)} has no tagged image.`),
    );
  }
  const set = several ? containerVersion(container) : code(imageName(container));
  return message(
    `Which image for ${words}? ${images.map((image) => nameOf(image)).join(', ')}`,
    section(`Which image for ${serviceName(ref)}? It is set to ${set}.`),
    ...underWayNote(choices),
    ...otherTags(images),
    actions(...images.map((image) => choiceButton(now, choices, image))),
    context('Pressing one deploys it and says so in this channel. Nothing has been changed yet.'),
  );
}

/** A task of several containers, none of which is the service's own: which one is meant comes first. */
export function whichContainerView({ ref, containers }: ContainerChoices): Message {
  const text = `Which container of ${serviceWords(ref)} is meant?`;
  return message(
    text,
    section(`Which container of ${serviceName(ref)} is meant?\n${containers.map(containerVersion).join('\n')}`),
    actions(
      ...containers.map(({ name: container }) => runButton(container, command('deploy', { service: ref, container }))),
    ),
  );
}

function choiceButton(
  now: number,
  { ref, container, basis, ...known }: ImageChoices,
  image: ImageDetails,
): ReturnType<typeof changeButton> {
  const wish = { image: nameOf(image), container: container.name, digest: image.digest };
  const mark = markOf({ container, ...known }, image);
  return changeButton(labelOf(now, image, mark), { kind: 'image', ref, wish, basis });
}

function markOf(
  { container, serving, underWay, lastGood }: Pick<ImageChoices, 'container' | 'serving' | 'underWay' | 'lastGood'>,
  { digest }: ImageDetails,
): string | undefined {
  if (underWay !== undefined && digest === container.digest) return 'being deployed';
  if (serving.includes(digest)) return 'running';
  return digest === lastGood ? 'last good' : undefined;
}

const nameOf = ({ tags: [tag], digest }: ImageDetails): string =>
  imageName({ image: digest, digest, ...(tag ? { tag } : {}) });

/** `1.1.0`, `1.0.0 (running)`, `latest (moved 5 min ago)` */
function labelOf(now: number, image: ImageDetails, mark: string | undefined): string {
  const name = nameOf(image);
  const marks = [
    ...(mark === undefined ? [] : [mark]),
    ...(MOVING.has(name) ? [`moved ${agoPlain(image.pushedAt, now)}`] : []),
  ];
  return marks.length ? `${name} (${marks.join(', ')})` : name;
}

/** The tags beside the one on the button: an image is one choice, however many names it has. */
function otherTags(images: ImageDetails[]): ReturnType<typeof section>[] {
  const several = images.filter(({ tags }) => tags.length > 1);
  if (several.length === 0) return [];
  return [
    section(
      several.map((image) => `${code(nameOf(image))} is also ${image.tags.slice(1).map(code).join(', ')}`).join('\n'),
    ),
  ];
}

function underWayNote({ underWay }: ImageChoices): ReturnType<typeof context>[] {
  return underWay
    ? [context(`${escapeMrkdwn(underWay.version)} is being deployed just now: a choice takes its place.`)]
    : [];
}
