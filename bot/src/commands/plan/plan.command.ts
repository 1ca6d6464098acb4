import { Controller } from '@nestjs/common';
import { z } from 'zod';
import type { Invocation } from '../../chat/asked/invocation';
import { askedBy } from '../../chat/asked/change-desk';
import type { Outcome } from '../../chat/asked/outcome';
import { ServiceDesk } from '../../chat/asked/service-desk';
import { Subcommand } from '../../chat/asked/subcommand.decorator';
import type { SubcommandSpec } from '../../chat/asked/subcommand.types';
import { command } from '../../chat/words/commands';
import { ChangesService } from '../../domain/changes/changes.service';
import { Clock } from '../../kernel/clock';
import { planView, samePlanView } from './plan.view';

const input = z.object({
  service: z.string({ error: 'Name the service that is to get another image.' }),
  image: z.string({ error: 'Name the tag or the digest that would run.' }),
  container: z.string().optional(),
  env: z.string().optional(),
});

export const planSpec = {
  name: 'plan',
  summary: 'what another image would change and what stands in its way; changes nothing',
  usage: ['plan <service> <tag or digest> [--container c]'],
  examples: ['plan primes-api 1.1.0', 'plan primes/primes-api 1.1.0 --container app'],
  right: 'look',
  words: ['service', 'image'],
  options: { container: { type: 'string', summary: 'whose image, where a task has several containers' } },
  input,
} satisfies SubcommandSpec;

@Controller()
export class PlanCommand {
  constructor(
    private readonly services: ServiceDesk,
    private readonly changes: ChangesService,
    private readonly clock: Clock,
  ) {}

  @Subcommand(planSpec)
  async run({ service, image, container, env }: z.output<typeof input>, invocation: Invocation): Promise<Outcome> {
    const wish = { image, ...(container === undefined ? {} : { container }) };
    const { ref, guessed } = await this.services.toLookAt({ service, env }, (meant) =>
      command('plan', { service: meant, ...wish }),
    );
    const preview = await this.changes.preview('image', ref, wish);
    const took = guessed ? service : undefined;
    return preview.judgement === 'same'
      ? samePlanView(preview, took)
      : planView(this.clock.now(), preview, { asked: askedBy(invocation), took });
  }
}
