import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { ChangeDesk } from '../../chat/asked/change-desk';
import type { Invocation } from '../../chat/asked/invocation';
import type { Outcome } from '../../chat/asked/outcome';
import { ServiceDesk } from '../../chat/asked/service-desk';
import { Subcommand } from '../../chat/asked/subcommand.decorator';
import type { SubcommandSpec } from '../../chat/asked/subcommand.types';
import { command } from '../../chat/words/commands';
import type { ServiceRef } from '../../domain/services/service-ref.types';

const input = z.object({
  service: z.string({ error: 'Name the service whose image is to change.' }),
  image: z.string({ error: 'Name the tag or the digest that is to run.' }),
  container: z.string().optional(),
  env: z.string().optional(),
});

export const imageSpec = {
  name: 'image',
  summary: 'deploys another image, everything else as it is',
  usage: ['image <service> <tag or digest> [--container c]'],
  examples: ['image primes-api 1.1.0', 'image primes/primes-api 1.1.0 --container app'],
  right: 'operate',
  words: ['service', 'image'],
  options: { container: { type: 'string', summary: 'whose image, where a task has several containers' } },
  input,
} satisfies SubcommandSpec;

@Controller()
export class ImageCommand {
  constructor(
    private readonly services: ServiceDesk,
    private readonly changes: ChangeDesk,
  ) {}

  @Subcommand(imageSpec)
  async run({ service, image, container, env }: z.output<typeof input>, invocation: Invocation): Promise<Outcome> {
    const wish = { image, ...(container === undefined ? {} : { container }) };
    const again = (ref: ServiceRef) => command('image', { service: ref, ...wish });
    const target = await this.services.toChange({ service, env }, again);
    return target.kind === 'exact'
      ? this.changes.ask('image', { ref: target.ref, wish }, invocation)
      : this.changes.guess('image', { asked: service, refs: target.refs, wish, again }, invocation);
  }
}
