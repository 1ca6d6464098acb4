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
import { Clock } from '../../kernel/clock';
import { DeploymentsService } from '../../domain/deployments/deployments.service';
import { SeveralDeployments } from './several';
import { pickerView, whichContainerView } from './deploy.view';

/** So many images a person can still choose from at a glance. */
const NEWEST = 5;

const input = z.object({
  service: z.string({ error: 'Name the service to deploy to.' }),
  services: z.array(z.string()).optional(),
  tag: z.string().optional(),
  container: z.string().optional(),
  env: z.string().optional(),
});

type Input = z.output<typeof input>;

export const deploySpec = {
  name: 'deploy',
  summary: 'deploys a tag, to several services one after the other, or shows the newest to pick from',
  usage: ['deploy <service> [tag] [--container c]', 'deploy <service> <service> … <tag>'],
  examples: ['deploy primes-api 1.1.0', 'deploy primes-api web 1.1.0'],
  right: 'operate',
  words: ['service', 'tag'],
  more: 'services',
  options: { container: { type: 'string', summary: 'whose image, where a task has several containers' } },
  input,
} satisfies SubcommandSpec;

@Controller()
export class DeployCommand {
  constructor(
    private readonly services: ServiceDesk,
    private readonly changes: ChangeDesk,
    private readonly deployments: DeploymentsService,
    private readonly several: SeveralDeployments,
    private readonly clock: Clock,
  ) {}

  /** With a tag it is `image`. Without, nothing changes yet, so a guess at the service's name is good enough. */
  @Subcommand(deploySpec)
  async run(asked: Input, invocation: Invocation): Promise<Outcome> {
    const { service, services = [], tag, container, env } = asked;
    if (tag !== undefined && services.length > 0) {
      return this.several.begin({ services: [service, ...services], tag, container, env }, invocation);
    }
    if (tag !== undefined) return this.deploy({ ...asked, tag }, invocation);
    const named = container === undefined ? {} : { container };
    const { ref } = await this.services.toLookAt({ service, env }, (meant) =>
      command('deploy', { service: meant, ...named }),
    );
    const choices = await this.deployments.choices(ref, NEWEST, container);
    return choices.kind === 'containers' ? whichContainerView(choices) : pickerView(this.clock.now(), choices);
  }

  private async deploy(
    { service, tag, container, env }: Input & { tag: string },
    invocation: Invocation,
  ): Promise<Outcome> {
    const named = container === undefined ? {} : { container };
    const wish = { image: tag, ...named };
    const again = (ref: ServiceRef) => command('deploy', { service: ref, tag, ...named });
    const target = await this.services.toChange({ service, env }, again);
    return target.kind === 'exact'
      ? this.changes.ask('image', { ref: target.ref, wish }, invocation)
      : this.changes.guess('image', { asked: service, refs: target.refs, wish, again }, invocation);
  }
}
