import { Controller } from '@nestjs/common';
import { z } from 'zod';
import type { Invocation } from '../../chat/asked/invocation';
import type { Outcome } from '../../chat/asked/outcome';
import { ServiceDesk } from '../../chat/asked/service-desk';
import { Subcommand } from '../../chat/asked/subcommand.decorator';
import type { SubcommandSpec } from '../../chat/asked/subcommand.types';
import { command } from '../../chat/words/commands';
import { AccessService } from '../../domain/access/access.service';
import { DeploymentsService } from '../../domain/deployments/deployments.service';
import { parseImage } from '../../domain/images/image-ref.types';
import { ImagesService } from '../../domain/images/images.service';
import { Clock } from '../../kernel/clock';
import { tagsView, whoseTagsView } from './tags.view';

/** As many images as somebody looks through. */
const NEWEST = 20;

const input = z.object({
  service: z.string({ error: 'Name the service whose images you want to see.' }),
  container: z.string().optional(),
  env: z.string().optional(),
});

export const tagsSpec = {
  name: 'tags',
  summary: 'the newest images of a service, which of them runs, and which last ran well',
  usage: ['tags <service> [--container c]'],
  examples: ['tags primes-api', 'tags primes/primes-api'],
  right: 'look',
  words: ['service'],
  options: { container: { type: 'string', summary: 'whose images, where a task has several containers' } },
  input,
} satisfies SubcommandSpec;

@Controller()
export class TagsCommand {
  constructor(
    private readonly desk: ServiceDesk,
    private readonly deployments: DeploymentsService,
    private readonly images: ImagesService,
    private readonly access: AccessService,
    private readonly clock: Clock,
  ) {}

  @Subcommand(tagsSpec)
  async run({ service, container, env }: z.output<typeof input>, { actor }: Invocation): Promise<Outcome> {
    const named = container === undefined ? {} : { container };
    const { ref, guessed } = await this.desk.toLookAt({ service, env }, (meant) =>
      command('tags', { service: meant, ...named }),
    );
    const choices = await this.deployments.choices(ref, NEWEST, container);
    if (choices.kind === 'containers') return whoseTagsView(choices);
    const { repository } = parseImage(choices.container.image);
    const digests = choices.images.map(({ digest }) => digest);
    const commits = await this.images.commitsOf(ref, repository, digests);
    const may = { operate: this.access.may(actor, 'operate', ref) };
    return tagsView(this.clock.now(), { ...choices, commits, took: guessed ? service : undefined }, may);
  }
}
