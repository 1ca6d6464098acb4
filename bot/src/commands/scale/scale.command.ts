import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { askedBy, ChangeDesk } from '../../chat/asked/change-desk';
import type { Invocation } from '../../chat/asked/invocation';
import type { Outcome } from '../../chat/asked/outcome';
import { ServiceDesk } from '../../chat/asked/service-desk';
import { Subcommand } from '../../chat/asked/subcommand.decorator';
import type { SubcommandSpec } from '../../chat/asked/subcommand.types';
import type { Message } from '../../chat/slack/message.types';
import { command } from '../../chat/words/commands';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { Clock } from '../../kernel/clock';
import { amountSchema } from './amount';
import type { Amount } from './amount';
import { confirmDesiredView, confirmRangeView, sameDesiredView, sameRangeView } from './scale.view';

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
    private readonly services: ServiceDesk,
    private readonly changes: ChangeDesk,
    private readonly clock: Clock,
  ) {}

  @Subcommand(scaleSpec)
  async run({ service, tasks, env }: z.output<typeof input>, invocation: Invocation): Promise<Outcome> {
    const amount = tasks.kind === 'desired' ? tasks.desired : { min: tasks.min, max: tasks.max };
    const again = (ref: ServiceRef) => command('scale', { service: ref, tasks: amount });
    const target = await this.services.toChange({ service, env }, again);
    if (target.kind === 'exact') return this.scale(target.ref, tasks, invocation);
    const guesses = { asked: service, refs: target.refs, again };
    return tasks.kind === 'desired'
      ? this.changes.guess('desired', { ...guesses, wish: { desired: tasks.desired } }, invocation)
      : this.changes.guess('range', { ...guesses, wish: { range: { min: tasks.min, max: tasks.max } } }, invocation);
  }

  /**
   * What takes tasks away, or allows many times as many, is asked in the channel, where everybody sees it. That somebody
   * else has just changed it is news to whoever asks, and to nobody else.
   */
  private scale(ref: ServiceRef, tasks: Amount, invocation: Invocation): Promise<Outcome> {
    const asked = askedBy(invocation);
    const show = ({ plan }: { plan: { decision: string } }, question: Message) =>
      plan.decision === 'confirm' ? this.changes.askInChannel(invocation, question) : question;
    if (tasks.kind === 'desired') {
      return this.changes.ask('desired', { ref, wish: { desired: tasks.desired } }, invocation, {
        ask: (proposal) => show(proposal, confirmDesiredView(this.clock.now(), proposal, asked)),
        same: (answer) => sameDesiredView(this.clock.now(), answer),
      });
    }
    const { min, max } = tasks;
    return this.changes.ask('range', { ref, wish: { range: { min, max } } }, invocation, {
      ask: (proposal) => show(proposal, confirmRangeView(this.clock.now(), proposal, asked)),
      same: (answer) => sameRangeView(this.clock.now(), answer),
    });
  }
}
