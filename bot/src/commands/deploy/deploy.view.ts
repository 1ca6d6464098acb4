import { actions, context, message, section } from '../../chat/words/blocks';
import { runButton } from '../../chat/words/buttons';
import { command } from '../../chat/words/commands';
import { serviceName } from '../../chat/words/ecs';
import { agoPlain, code } from '../../chat/words/text';
import type { Message } from '../../chat/slack/message.types';
import type { ImageDetails, RunningImage } from '../../domain/images/image.types';
import { serviceWords } from '../../domain/services/service-ref.types';
import type { ServiceRef } from '../../domain/services/service-ref.types';

const MOST = 5;
/** Tags that are moved from image to image by habit: what matters about them is when they last were. */
const MOVING = new Set(['latest', 'stable', 'main', 'master', 'develop', 'edge', 'nightly']);

export interface Choice {
  tag: string;
  image: ImageDetails;
}

/** The newest images as buttons, each with the service it would go to; the running one is marked. */
export function pickerView(
  now: number,
  ref: ServiceRef,
  images: ImageDetails[],
  running: RunningImage | undefined,
): Message {
  const words = serviceWords(ref);
  const choices = images.flatMap((image) => image.tags.map((tag) => ({ tag, image }))).slice(0, MOST);
  if (choices.length === 0) {
    return message(
      `There is no image to deploy to ${words}.`,
      section(`The repository of ${serviceName(ref)} has no tagged image.`),
    );
  }
  const runs = running ? ` It runs ${code(running.tag ?? running.image)}.` : '';
  return message(
    `Which image for ${words}? ${choices.map(({ tag }) => tag).join(', ')}`,
    section(`Which image for ${serviceName(ref)}?${runs}`),
    actions(
      ...choices.map((choice) =>
        runButton(labelOf(now, choice, running), command('image', { service: ref, image: choice.tag })),
      ),
    ),
    context('Pressing one deploys it and says so in this channel. Nothing has been changed yet.'),
  );
}

/** `1.1.0`, `1.0.0 (running)`, `latest (moved 5 min ago)` */
export function labelOf(now: number, { tag, image }: Choice, running: RunningImage | undefined): string {
  const marks = [
    ...(running?.tag === tag ? ['running'] : []),
    ...(MOVING.has(tag) ? [`moved ${agoPlain(image.pushedAt, now)}`] : []),
  ];
  return marks.length ? `${tag} (${marks.join(', ')})` : tag;
}
