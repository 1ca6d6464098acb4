import { context, message, section } from '../../chat/words/blocks';
import { ago, duration, escapeMrkdwn } from '../../chat/words/text';
import type { Message } from '../../chat/slack/message.types';
import type { UnheardAnnouncement } from '../../domain/incidents/announcement.types';
import { DEFAULT_ENVIRONMENT } from '../../domain/services/service-ref.types';

/** What the bot cannot tell in this channel, because AWS does not let it hear it; and that it can again. */
export function unheardView({ environment, feeds, why, since, until }: UnheardAnnouncement, now: number): Message {
  const place = environment === DEFAULT_ENVIRONMENT ? '' : ` of ${environment}`;
  const what = `${feeds.join(' and ')}${place}`;
  if (until !== undefined) {
    const text = `I hear of ${what} again.`;
    const detail = `For ${duration(until - since)} AWS did not let me. What I missed, I tell now.`;
    return message(`${text} ${detail}`, section(`*${escapeMrkdwn(text)}*\n${detail}`));
  }
  const text = `I cannot tell you of ${what}.`;
  return message(
    `${text} ${why}`,
    section(`*${escapeMrkdwn(text)}*\n${escapeMrkdwn(why)}`),
    context(`Since ${ago(since, now)}. I say so once, and ask on.`),
  );
}
