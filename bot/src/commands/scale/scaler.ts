import { Injectable, Logger } from '@nestjs/common';
import type { Message } from '../../chat/slack/message.types';
import { ChatOptions } from '../../chat/slack/chat.options';
import type { Invocation } from '../../chat/asked/invocation';
import { SlackPoster } from '../../chat/slack/slack-poster';
import { AccessService } from '../../domain/access/access.service';
import { ScalingService } from '../../domain/scaling/scaling.service';
import type { DesiredAgreement, TaskRange } from '../../domain/scaling/scaling.types';
import { serviceWords } from '../../domain/services/service-ref.types';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { desiredView, doneView, rangeView, rangeWords, unseenView } from './scale.view';
import type { Asked, DesiredStory } from './scale.view';

/** Changes how many tasks there are, writes it down, and says it in the channel. */
@Injectable()
export class Scaler {
  private readonly logger = new Logger(Scaler.name);

  constructor(
    private readonly scaling: ScalingService,
    private readonly access: AccessService,
    private readonly outbox: SlackPoster,
    private readonly options: ChatOptions,
  ) {}

  asked({ actor, said }: Invocation): Asked {
    return { user: actor.id, said, command: this.options.command };
  }

  /** Puts a question into the channel, where everybody sees it. */
  async ask({ channel }: Invocation, question: Message): Promise<undefined> {
    await this.outbox.post(channel, question);
    return undefined;
  }

  /** Rejects with what `ScalingService.setDesired` throws. */
  async setDesired(
    ref: ServiceRef,
    desired: number,
    invocation: Invocation,
    agreed?: DesiredAgreement,
  ): Promise<undefined> {
    const change = await this.recorded(ref, invocation, `tasks → ${desired}`, () =>
      this.scaling.setDesired(ref, desired, invocation.actor, agreed),
    );
    return this.say(ref, invocation, desiredView(change, this.asked(invocation)));
  }

  /** Rejects with what `ScalingService.setRange` throws. */
  async setRange(
    ref: ServiceRef,
    range: TaskRange,
    plannedFrom: TaskRange,
    invocation: Invocation,
    story?: DesiredStory,
  ): Promise<undefined> {
    const change = await this.recorded(ref, invocation, `range ${rangeWords(plannedFrom)} → ${rangeWords(range)}`, () =>
      this.scaling.setRange(ref, range, plannedFrom, invocation.actor),
    );
    return this.say(ref, invocation, rangeView(change, this.asked(invocation), story));
  }

  /** In the place of the message whose button was pressed, where the channel sees that one; else as a new message. */
  private async say(ref: ServiceRef, invocation: Invocation, message: Message): Promise<undefined> {
    const { clicked, channel } = invocation;
    if (clicked && !clicked.ephemeral) {
      await invocation.replace(message);
      return undefined;
    }
    try {
      await this.outbox.post(channel, message);
    } catch (error) {
      this.logger.error({
        msg: `A change of ${serviceWords(ref)} could not be told in ${channel}`,
        error: String(error),
      });
      await invocation.answer(unseenView(message));
      return undefined;
    }
    if (clicked?.ephemeral) await invocation.replace(doneView(ref));
    return undefined;
  }

  private async recorded<T>(
    ref: ServiceRef,
    { actor, said }: Invocation,
    detail: string,
    change: () => Promise<T>,
  ): Promise<T> {
    const entry = { actor, command: said, ref, detail };
    try {
      const changed = await change();
      await this.access.record({ ...entry, outcome: 'done' });
      return changed;
    } catch (error) {
      await this.access.record({ ...entry, outcome: 'failed' });
      throw error;
    }
  }
}
