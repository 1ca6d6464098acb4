import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { serviceRefSchema } from '../../chat/words/payload';
import { Channels } from '../../chat/slack/channels';
import { ChatOptions } from '../../chat/slack/chat.options';
import type { Invocation } from '../../chat/asked/invocation';
import type { Outcome } from '../../chat/asked/outcome';
import { Action } from '../../chat/asked/subcommand.decorator';
import type { ActionSpec } from '../../chat/asked/subcommand.types';
import { serviceWords } from '../../domain/services/service-ref.types';
import { Scaler } from './scaler';
import { RANGE_ACTION, rangeWords, SET_ACTION } from './scale.view';

const tasks = z.int().min(0);
const range = z.object({ min: tasks, max: tasks });

/** `plannedFrom` is the number of wanted tasks that was shown as the one before. */
const setPayload = z.object({ ref: serviceRefSchema, desired: tasks, plannedFrom: tasks });
const setSpec = { id: SET_ACTION, right: 'operate', payload: setPayload } satisfies ActionSpec;

/** `plannedFrom` is the range that was shown as the one before; `story` the number that was set just before. */
const rangePayload = z.object({
  ref: serviceRefSchema,
  range,
  plannedFrom: range,
  story: z.object({ before: tasks, after: tasks }).optional(),
});
const rangeSpec = { id: RANGE_ACTION, right: 'operate', payload: rangePayload } satisfies ActionSpec;

/** The buttons of a scaling message. */
@Controller()
export class ScaleAction {
  constructor(
    private readonly channels: Channels,
    private readonly scaler: Scaler,
    private readonly options: ChatOptions,
  ) {}

  @Action(setSpec)
  async set({ ref, desired, plannedFrom }: z.output<typeof setPayload>, invocation: Invocation): Promise<Outcome> {
    await this.channels.assertPostable(invocation.channel);
    const said = `${this.options.command} scale ${serviceWords(ref)} ${desired}`;
    return this.scaler.setDesired(ref, desired, invocation.saying(said), { plannedFrom });
  }

  @Action(rangeSpec)
  async setRange(payload: z.output<typeof rangePayload>, invocation: Invocation): Promise<Outcome> {
    await this.channels.assertPostable(invocation.channel);
    const said = `${this.options.command} scale ${serviceWords(payload.ref)} ${rangeWords(payload.range)}`;
    const { ref, plannedFrom, story } = payload;
    return this.scaler.setRange(ref, payload.range, plannedFrom, invocation.saying(said), story);
  }
}
