import { Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { ChangesService } from '../../domain/changes/changes.service';
import { Clock } from '../../kernel/clock';
import { Leases } from '../../kernel/leases';
import { SlackPoster } from '../slack/slack-poster';
import type { Message } from '../slack/message.types';
import { actions, message, section } from '../words/blocks';
import { canBeOffered, runButton } from '../words/buttons';
import { code, escapeMrkdwn, truncate } from '../words/text';
import { split } from '../asked/split';
import { DeliveryRepository } from './delivery.repository';
import type { Delivery } from './delivery.repository';
import { SlackReplies } from './slack-replies';

/** Whoever asked so long ago waits no more. Milliseconds. */
const WORTH_TELLING_MS = 30 * 60_000;
/** As much of what was said as is needed to recognise it by. */
const SAID = 300;

/**
 * Tells those whose commands the bot took on and ended before it answered. What it changed for them is told as a change; what
 * had failed before the bot ended, nobody but them is to hear of.
 */
@Injectable()
export class Unanswered implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(Unanswered.name);
  private readonly leaving = new AbortController();

  constructor(
    private readonly repository: DeliveryRepository,
    private readonly changes: ChangesService,
    private readonly poster: SlackPoster,
    private readonly leases: Leases,
    private readonly clock: Clock,
  ) {}

  /** In its own time: whoever asks for something now has not to wait for it. */
  onApplicationBootstrap(): void {
    void this.leases.lookForLeft(async () => {
      const takenAt = this.clock.now();
      for (const delivery of await this.repository.takeLeft()) void this.tell(delivery, takenAt);
    }, this.leaving.signal);
  }

  beforeApplicationShutdown(): void {
    this.leaving.abort();
  }

  /** @param takenAt what failed later than that failed for whoever tells it */
  private async tell(delivery: Delivery, takenAt: number): Promise<void> {
    const { id, at, command, user, channel, thread } = delivery;
    try {
      const change = await this.changes.askedBy(command);
      const { state, endedAt = takenAt, trouble } = change ?? {};
      const failed = state === 'failed' && endedAt < takenAt ? trouble : undefined;
      if ((change === undefined || failed !== undefined) && this.clock.now() - at < WORTH_TELLING_MS) {
        const replies = new SlackReplies(this.poster, { channel, user, ...(thread ? { thread } : {}) });
        await replies.answer(unansweredView(delivery, failed));
      }
      await this.repository.settle(id);
    } catch (error) {
      this.logger.warn({ msg: `What became of ${command} could not be told.`, err: error });
    }
  }
}

/**
 * The bot ended before it did what it was asked for: what that was, and how to have it now.
 * @param failed why it had failed by then, in sentences, where it had
 */
export function unansweredView({ said, words }: Pick<Delivery, 'said' | 'words'>, failed?: string): Message {
  const typed = words === undefined ? undefined : { typed: split(words) };
  const what = code(truncate(said, SAID));
  const end =
    failed === undefined
      ? `I was restarted before I came to ${what}, and nothing was changed.`
      : `I was restarted before I could tell you what came of ${what}. ${escapeMrkdwn(failed)}`;
  const story = words === undefined ? `${end} Press it again if you still want it.` : end;
  const isOffered = typed !== undefined && canBeOffered(typed);
  return message(story, section(story), ...(isOffered ? [actions(runButton('Do it now', typed))] : []));
}
