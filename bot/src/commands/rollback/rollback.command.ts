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
import { rollbackView } from './rollback.view';

const input = z.object({
  service: z.string({ error: 'Name the service that is to go back.' }),
  env: z.string().optional(),
});

export const rollbackSpec = {
  name: 'rollback',
  summary: 'back to the last deployment that succeeded, by the digest that ran',
  usage: ['rollback <service>'],
  examples: ['rollback primes-api', 'rollback primes/primes-api'],
  right: 'operate',
  words: ['service'],
  input,
} satisfies SubcommandSpec;

@Controller()
export class RollbackCommand {
  constructor(
    private readonly services: ServiceDesk,
    private readonly changes: ChangeDesk,
    private readonly clock: Clock,
  ) {}

  @Subcommand(rollbackSpec)
  async run({ service, env }: z.output<typeof input>, invocation: Invocation): Promise<Outcome> {
    const again = (ref: ServiceRef) => command('rollback', { service: ref });
    const target = await this.services.toChange({ service, env }, again);
    if (target.kind === 'guessed') {
      return this.changes.guess('rollback', { asked: service, refs: target.refs, wish: {}, again }, invocation);
    }
    return this.changes.ask('rollback', { ref: target.ref, wish: {} }, invocation, {
      ask: (proposal) => rollbackView(this.clock.now(), proposal, askedBy(invocation)),
    });
  }
}
