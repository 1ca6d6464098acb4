import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { askedBy, ChangeDesk } from '../../chat/asked/change-desk';
import type { Invocation } from '../../chat/asked/invocation';
import type { Outcome } from '../../chat/asked/outcome';
import { ServiceDesk } from '../../chat/asked/service-desk';
import { Subcommand } from '../../chat/asked/subcommand.decorator';
import type { SubcommandSpec } from '../../chat/asked/subcommand.types';
import { command } from '../../chat/words/commands';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { Clock } from '../../kernel/clock';
import { cancelView } from './cancel.view';

const input = z.object({
  service: z.string({ error: 'Name the service whose deployment is to be cancelled.' }),
  env: z.string().optional(),
});

export const cancelSpec = {
  name: 'cancel',
  summary: 'ends the deployment under way; ECS brings back what ran before',
  usage: ['cancel <service>'],
  examples: ['cancel primes-api', 'cancel primes/primes-api'],
  right: 'operate',
  words: ['service'],
  input,
} satisfies SubcommandSpec;

@Controller()
export class CancelCommand {
  constructor(
    private readonly services: ServiceDesk,
    private readonly changes: ChangeDesk,
    private readonly clock: Clock,
  ) {}

  @Subcommand(cancelSpec)
  async run({ service, env }: z.output<typeof input>, invocation: Invocation): Promise<Outcome> {
    const again = (ref: ServiceRef) => command('cancel', { service: ref });
    const target = await this.services.toChange({ service, env }, again);
    if (target.kind === 'guessed') {
      return this.changes.guess('cancel', { asked: service, refs: target.refs, wish: {}, again }, invocation);
    }
    return this.changes.ask('cancel', { ref: target.ref, wish: {} }, invocation, {
      ask: (proposal) => cancelView(this.clock.now(), proposal, askedBy(invocation)),
    });
  }
}
