import { Controller } from '@nestjs/common';
import { z } from 'zod';
import type { Outcome } from '../../chat/asked/outcome';
import { ServiceDesk } from '../../chat/asked/service-desk';
import { Subcommand } from '../../chat/asked/subcommand.decorator';
import type { SubcommandSpec } from '../../chat/asked/subcommand.types';
import { command } from '../../chat/words/commands';
import { WhyService } from '../../domain/deployments/why.service';
import { whyView } from './why.view';

const input = z.object({
  service: z.string({ error: 'Name the service that you want to know about.' }),
  env: z.string().optional(),
});

export const whySpec = {
  name: 'why',
  summary: 'why a deployment fails or failed, with the evidence, the last log lines and what to try',
  usage: ['why <service>'],
  examples: ['why primes-api', 'why primes/primes-api'],
  right: 'look',
  words: ['service'],
  input,
} satisfies SubcommandSpec;

@Controller()
export class WhyCommand {
  constructor(
    private readonly desk: ServiceDesk,
    private readonly whys: WhyService,
  ) {}

  @Subcommand(whySpec)
  async run({ service, env }: z.output<typeof input>): Promise<Outcome> {
    const { ref, guessed } = await this.desk.toLookAt({ service, env }, (meant) => command('why', { service: meant }));
    return whyView(await this.whys.why(ref), guessed ? service : undefined);
  }
}
