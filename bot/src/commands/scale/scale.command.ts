import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { Channels } from '../../chat/slack/channels';
import { ServiceDesk } from '../../chat/asked/service-desk';
import type { Invocation } from '../../chat/asked/invocation';
import type { Outcome } from '../../chat/asked/outcome';
import { Subcommand } from '../../chat/asked/subcommand.decorator';
import type { SubcommandSpec } from '../../chat/asked/subcommand.types';
import { command } from '../../chat/words/commands';
import { ScalingService } from '../../domain/scaling/scaling.service';
import type { DesiredPlan, TaskRange } from '../../domain/scaling/scaling.types';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { amountSchema } from './amount';
import type { Amount } from './amount';
import { desiredOffer, rangeOffer } from './offers';
import type { Offer } from './offers';
import { Scaler } from './scaler';
import {
  confirmDesiredView,
  confirmRangeView,
  guessView,
  refusedView,
  sameRangeView,
  sameView,
} from './scale.questions.view';

const input = z.object({
  service: z.string({ error: 'Name the service to scale.' }),
  tasks: amountSchema,
  env: z.string().optional(),
});

export const scaleSpec = {
  name: 'scale',
  summary: 'sets how many tasks run, or the range that automatic scaling keeps to',
  usage: ['scale <service> <tasks>', 'scale <service> <min>-<max>'],
  examples: ['scale primes-api 4', 'scale primes-api 4-10'],
  right: 'operate',
  words: ['service', 'tasks'],
  input,
} satisfies SubcommandSpec;

@Controller()
export class ScaleCommand {
  constructor(
    private readonly desk: ServiceDesk,
    private readonly channels: Channels,
    private readonly scaling: ScalingService,
    private readonly scaler: Scaler,
  ) {}

  @Subcommand(scaleSpec)
  async run({ service, tasks, env }: z.output<typeof input>, invocation: Invocation): Promise<Outcome> {
    const amount = tasks.kind === 'desired' ? tasks.desired : { min: tasks.min, max: tasks.max };
    const target = await this.desk.toChange({ service, env }, (ref) =>
      command('scale', { service: ref, tasks: amount }),
    );
    await this.channels.assertPostable(invocation.channel);
    if (target.kind === 'guessed') return guessView(service, await this.offers(target.refs, tasks));
    return tasks.kind === 'desired'
      ? this.desired(await this.scaling.planDesired(target.ref, tasks.desired), invocation)
      : this.range(target.ref, tasks, invocation);
  }

  private async desired(plan: DesiredPlan, invocation: Invocation): Promise<Outcome> {
    switch (plan.decision) {
      case 'same':
        return sameView(plan);
      case 'refuse':
        return refusedView(plan);
      case 'confirm':
        return this.scaler.ask(invocation, confirmDesiredView(plan, this.scaler.asked(invocation)));
      case 'apply':
      default:
        return this.scaler.setDesired(plan.state.ref, plan.to, invocation);
    }
  }

  private async range(ref: ServiceRef, { min, max }: TaskRange, invocation: Invocation): Promise<Outcome> {
    const range = { min, max };
    const state = await this.scaling.describe(ref);
    const from = state.range;
    if (from && from.min === min && from.max === max) return sameRangeView(state, range);
    // Taking tasks away is asked first, as setting fewer of them than the minimum is.
    if (from && max < state.desired) {
      return this.scaler.ask(invocation, confirmRangeView(state, range, from, this.scaler.asked(invocation)));
    }
    // Without a range there is nothing to compare with: the engine says that the service has no automatic scaling.
    return this.scaler.setRange(ref, range, from ?? range, invocation);
  }

  private offers(refs: ServiceRef[], tasks: Amount): Promise<Offer[]> {
    return Promise.all(
      refs.map(async (ref) =>
        tasks.kind === 'desired'
          ? desiredOffer(await this.scaling.planDesired(ref, tasks.desired))
          : rangeOffer(await this.scaling.describe(ref), { min: tasks.min, max: tasks.max }),
      ),
    );
  }
}
