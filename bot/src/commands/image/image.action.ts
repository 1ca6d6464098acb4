import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { serviceRefSchema } from '../../chat/words/payload';
import { Channels } from '../../chat/slack/channels';
import type { Invocation } from '../../chat/asked/invocation';
import type { Outcome } from '../../chat/asked/outcome';
import { Action } from '../../chat/asked/subcommand.decorator';
import type { ActionSpec } from '../../chat/asked/subcommand.types';
import { serviceWords } from '../../domain/services/service-ref.types';
import { ChatOptions } from '../../chat/slack/chat.options';
import { nameOf, sameView, startedView, START_ACTION } from './image.view';
import { Planner } from './planner';
import { DeploymentStarter } from './starter';

const payload = z.object({
  ref: serviceRefSchema,
  image: z.string(),
  container: z.string(),
  /** The task definition that was current when the button was shown. */
  plannedFrom: z.string(),
});

const startSpec = { id: START_ACTION, right: 'operate', payload } satisfies ActionSpec;

/** The button that shows the full target and starts it. */
@Controller()
export class ImageStartAction {
  constructor(
    private readonly channels: Channels,
    private readonly planner: Planner,
    private readonly starter: DeploymentStarter,
    private readonly options: ChatOptions,
  ) {}

  @Action(startSpec)
  async run(
    { ref, image, container, plannedFrom }: z.output<typeof payload>,
    invocation: Invocation,
  ): Promise<Outcome> {
    await this.channels.assertPostable(invocation.channel);
    const plan = await this.planner.plan(ref, { image, container });
    if (plan.same) return sameView(plan);
    const said = `${this.options.command} image ${serviceWords(ref)} ${nameOf(plan.to)}`;
    // Started from what was shown, not from what is: the engine refuses it when the two differ.
    const deployment = await this.starter.start({ ...plan, plannedFrom }, invocation.saying(said));
    if (invocation.clicked?.ephemeral) await invocation.replace(startedView(deployment));
    return undefined;
  }
}
