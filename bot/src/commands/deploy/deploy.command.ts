import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { ServiceDesk } from '../../chat/asked/service-desk';
import type { Outcome } from '../../chat/asked/outcome';
import { Subcommand } from '../../chat/asked/subcommand.decorator';
import type { SubcommandSpec } from '../../chat/asked/subcommand.types';
import { command } from '../../chat/words/commands';
import { ImagesService } from '../../domain/images/images.service';
import { Clock } from '../../kernel/clock';
import { pickerView } from './deploy.view';

const NEWEST = 5;

const input = z.object({
  service: z.string({ error: 'Name the service to deploy to.' }),
  tag: z.string().optional(),
  env: z.string().optional(),
});

export const deploySpec = {
  name: 'deploy',
  summary: 'deploys a tag, or shows the newest to pick from',
  usage: ['deploy <service> [tag]'],
  examples: ['deploy primes-api', 'deploy primes-api 1.1.0'],
  right: 'operate',
  words: ['service', 'tag'],
  input,
} satisfies SubcommandSpec;

@Controller()
export class DeployCommand {
  constructor(
    private readonly desk: ServiceDesk,
    private readonly images: ImagesService,
    private readonly clock: Clock,
  ) {}

  /** With a tag it is `image`. Without, nothing changes yet, so a guess at the service's name is good enough. */
  @Subcommand(deploySpec)
  async run({ service, tag, env }: z.output<typeof input>): Promise<Outcome> {
    const option = env === undefined ? '' : ` --env "${env}"`;
    if (tag !== undefined) return { run: `image "${service}" "${tag}"${option}` };
    const { ref } = await this.desk.toLookAt({ service, env }, (meant) => command('deploy', { service: meant }));
    const [newest, [running]] = await Promise.all([this.images.newest(ref, NEWEST), this.images.of(ref)]);
    return pickerView(this.clock.now(), ref, newest, running);
  }
}
