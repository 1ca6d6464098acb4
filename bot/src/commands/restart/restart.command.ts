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
import { restartView } from './restart.view';

const input = z.object({
  service: z.string({ error: 'Name the service that is to get new tasks.' }),
  env: z.string().optional(),
});

export const restartSpec = {
  name: 'restart',
  summary: 'starts new tasks of the same image, and stops the old ones',
  usage: ['restart <service>'],
  examples: ['restart primes-api', 'restart primes/primes-api'],
  right: 'operate',
  words: ['service'],
  input,
} satisfies SubcommandSpec;

@Controller()
export class RestartCommand {
  constructor(
    private readonly services: ServiceDesk,
    private readonly changes: ChangeDesk,
    private readonly clock: Clock,
  ) {}

  @Subcommand(restartSpec)
  async run({ service, env }: z.output<typeof input>, invocation: Invocation): Promise<Outcome> {
    const again = (ref: ServiceRef) => command('restart', { service: ref });
    const target = await this.services.toChange({ service, env }, again);
    if (target.kind === 'guessed') {
      return this.changes.guess('restart', { asked: service, refs: target.refs, wish: {}, again }, invocation);
    }
    return this.changes.ask('restart', { ref: target.ref, wish: {} }, invocation, {
      ask: (proposal) => restartView(this.clock.now(), proposal, askedBy(invocation)),
    });
  }
}
