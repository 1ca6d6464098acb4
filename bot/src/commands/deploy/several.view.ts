import type { Message } from '../../chat/slack/message.types';
import { context, message, section } from '../../chat/words/blocks';
import { code, escapeMrkdwn } from '../../chat/words/text';
import type { Series } from '../../domain/series/series.types';
import { serviceWords } from '../../domain/services/service-ref.types';

/** There is nothing to do for any of them. */
export function allSameView({ image, members }: Series): Message {
  const all = members.map(({ ref }) => serviceWords(ref)).join(', ');
  return message(
    `${all} are set to ${image} already. Nothing was changed.`,
    section(`${escapeMrkdwn(all)} are set to ${code(image)} already. Nothing was changed.`),
  );
}

/** It goes on, and those who should see it cannot: the one thing that has to be told privately. */
export function unseenSeriesView({ image, members }: Series, why: string): Message {
  const all = members.map(({ ref }) => serviceWords(ref)).join(', ');
  const text = `${image} is being deployed to ${all}, but I could not post it in this channel.`;
  return message(text, section(escapeMrkdwn(text)), context(escapeMrkdwn(why)));
}
