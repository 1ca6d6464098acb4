import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { Channels } from '../../chat/slack/channels';
import { ServiceDesk } from '../../chat/asked/service-desk';
import type { Invocation } from '../../chat/asked/invocation';
import type { Outcome } from '../../chat/asked/outcome';
import { Subcommand } from '../../chat/asked/subcommand.decorator';
import type { SubcommandSpec } from '../../chat/asked/subcommand.types';
import { command } from '../../chat/words/commands';
import { Clock } from '../../kernel/clock';
import { askView, guessView, sameView } from './image.view';
import { Planner } from './planner';
import { DeploymentStarter } from './starter';

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
    private readonly desk: ServiceDesk,
    private readonly channels: Channels,
    private readonly planner: Planner,
    private readonly starter: DeploymentStarter,
    private readonly clock: Clock,
  ) {}

  @Subcommand(imageSpec)
  async run({ service, image, container, env }: z.output<typeof input>, invocation: Invocation): Promise<Outcome> {
    const change = { image, ...(container === undefined ? {} : { container }) };
    const target = await this.desk.toChange({ service, env }, (ref) => command('image', { service: ref, ...change }));
    await this.channels.assertPostable(invocation.channel);
    if (target.kind === 'guessed') return guessView(service, await this.planner.planAll(target.refs, change));
    const plan = await this.planner.plan(target.ref, change);
    if (plan.same) return sameView(plan);
    if (plan.underWay || plan.unchecked) return askView(this.clock.now(), plan);
    await this.starter.start(plan, invocation);
    return undefined;
  }
}
