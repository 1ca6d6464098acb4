import type { Message } from '../../chat/slack/message.types';
import { actions, context, message, section } from '../../chat/words/blocks';
import { runButton } from '../../chat/words/buttons';
import { command } from '../../chat/words/commands';
import { serviceName } from '../../chat/words/ecs';
import { statusButton } from '../../chat/words/look-buttons';
import { code, escapeMrkdwn } from '../../chat/words/text';
import type { Build } from '../../domain/builds/builds.types';
import { shortDigest } from '../../domain/images/image-ref.types';
import { serviceWords } from '../../domain/services/service-ref.types';

/** As much of a commit as people compare. */
const COMMIT = 12;

/**
 * A pipeline says that an image is built. The button gives the command in the name of whoever presses it: it names that
 * very image by digest, and is planned from the world as it is then.
 */
export function builtView({ ref: service, container, image: built, from }: Build): Message {
  const { tag, digest, commit, url } = built;
  const image = `${tag}@${digest}`;
  const words = serviceWords(service);
  const notes = [
    ...(commit === undefined ? [] : [`Commit ${code(commit.slice(0, COMMIT))}`]),
    ...(url === undefined ? [] : [`<${escapeMrkdwn(url)}|The build>`]),
    'A pipeline told me. Nothing was deployed.',
  ];
  return message(
    `${words}: ${tag} was built. It is set to ${from}. Nothing was deployed.`,
    section(
      `${serviceName(service)}: ${code(tag)} ${code(shortDigest(digest))} was built. It is set to ${code(from)}.`,
    ),
    actions(
      runButton(`Deploy ${tag} to ${words}`, command('image', { service, image, container }), 'primary'),
      runButton('Plan', command('plan', { service, image, container })),
      statusButton(service),
    ),
    context(...notes),
  );
}
