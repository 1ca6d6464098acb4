import { actions, context, lines, message, section } from '../../chat/words/blocks';
import { runButton } from '../../chat/words/buttons';
import type { Button } from '../../chat/words/buttons';
import { canBeMade, changeButton } from '../../chat/words/change-button';
import { command } from '../../chat/words/commands';
import { containerVersion, serviceName } from '../../chat/words/ecs';
import { statusButton } from '../../chat/words/look-buttons';
import { ago, code, truncate } from '../../chat/words/text';
import type { Message } from '../../chat/slack/message.types';
import type { OfferedChange } from '../../domain/changes/change.types';
import type { ContainerChoices, ImageChoices } from '../../domain/deployments/deployment.types';
import { imageName, parseImage, shortDigest } from '../../domain/images/image-ref.types';
import type { ImageDetails } from '../../domain/images/image.types';
import { tellingTag } from '../../domain/images/telling-tag.types';
import { serviceWords } from '../../domain/services/service-ref.types';

/** As many images can be deployed with one tap. */
const BUTTONS = 3;
/** As many of an image's tags are named, and as much of each, as a line has room for. */
const TAGS = 5;
const TAG = 60;
/** As much of a commit as tells it from others. */
const COMMIT = 12;
const MB = 1_000_000;

export interface TagsShown extends ImageChoices {
  /** By digest, where an image says it. */
  commits: ReadonlyMap<string, string>;
  /** The words that were only a guess at the service's name. */
  took?: string | undefined;
}

/** The newest images of a service's repository, each once with all its tags. */
export function tagsView(now: number, shown: TagsShown, may: { operate: boolean }): Message {
  const { ref, container, several, images, took } = shown;
  const words = serviceWords(ref);
  const { repository } = parseImage(container.image);
  const where = truncate(repository.split('/').slice(1).join('/') || repository, 3 * TAG);
  const set = several ? containerVersion(container) : code(imageName(container));
  const title =
    images.length === 0 ? `${code(where)} has no tagged image` : `the newest images of ${code(where)}, newest first`;
  return message(
    `${words}: ${title}. ${images.map(nameOf).slice(0, TAGS).join(', ')}`.trim(),
    section(`${serviceName(ref)} is set to ${set}: ${title}`),
    ...lines(images.map((image) => lineOf(now, shown, image))),
    actions(
      ...(may.operate ? deployButtons(shown) : []),
      runButton('Refresh', command('tags', { service: ref, ...(several ? { container: container.name } : {}) })),
      statusButton(ref),
    ),
    ...(took === undefined ? [] : [context(`I took ${code(took)} for ${code(words)}.`)]),
  );
}

/** Several containers, none of which is the service's own: whose images are meant comes first. */
export function whoseTagsView({ ref, containers }: ContainerChoices): Message {
  return message(
    `The images of which container of ${serviceWords(ref)}?`,
    section(`The images of which container of ${serviceName(ref)}?\n${containers.map(containerVersion).join('\n')}`),
    actions(
      ...containers.map(({ name: container }) => runButton(container, command('tags', { service: ref, container }))),
    ),
  );
}

/** `1.2.0`, `latest`  pushed 5 min ago  52 MB  `sha256:0a1b2c3d4e5f`  commit `0a1b2c3d4e5f`  *running* */
function lineOf(now: number, shown: TagsShown, image: ImageDetails): string {
  const { digest, pushedAt, sizeBytes } = image;
  const commit = shown.commits.get(digest);
  const parts = [
    tagWords(image),
    `pushed ${ago(pushedAt, now)}`,
    ...(sizeBytes === undefined ? [] : [`${Math.max(1, Math.round(sizeBytes / MB))} MB`]),
    code(shortDigest(digest)),
    ...(commit === undefined ? [] : [`commit ${code(commit.slice(0, COMMIT))}`]),
    ...marksOf(shown, image).map((mark) => `*${mark}*`),
  ];
  return parts.join('  ');
}

function tagWords(image: ImageDetails): string {
  const first = nameOf(image);
  const all = [first, ...image.tags.filter((tag) => tag !== first)];
  const more = all.length > TAGS ? ` and ${all.length - TAGS} more` : '';
  return `${all
    .slice(0, TAGS)
    .map((tag) => code(truncate(tag, TAG)))
    .join(', ')}${more}`;
}

function marksOf({ container, serving, underWay, lastGood }: TagsShown, { digest }: ImageDetails): string[] {
  const isSet = digest === container.digest;
  return [
    ...(underWay !== undefined && isSet ? ['being deployed'] : []),
    ...(serving.includes(digest) ? ['running'] : []),
    ...(digest === lastGood ? ['last good'] : []),
  ];
}

/** The newest that are not what the service is set to; each says where it goes, and is pinned to what was shown. */
function deployButtons(shown: TagsShown): Button[] {
  const { ref, container, images, basis } = shown;
  const others = images.filter(({ digest }) => digest !== container.digest).slice(0, BUTTONS);
  return others.flatMap((image) => {
    const wish = { image: nameOf(image), container: container.name, digest: image.digest };
    const change: OfferedChange = { kind: 'image', ref, wish, basis };
    // Offered without what else would change: what has to be looked at first is asked about.
    const label = `Deploy ${truncate(nameOf(image), TAG / 2)} to ${serviceWords(ref)}`;
    return canBeMade(change) ? [changeButton(label, change, { isUnseen: true })] : [];
  });
}

const nameOf = ({ tags, digest }: ImageDetails): string => {
  const tag = tellingTag(tags);
  return imageName({ image: digest, digest, ...(tag ? { tag } : {}) });
};
