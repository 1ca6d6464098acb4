import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { askedBy } from '../../chat/asked/change-desk';
import type { Invocation } from '../../chat/asked/invocation';
import type { Outcome } from '../../chat/asked/outcome';
import { ServiceDesk } from '../../chat/asked/service-desk';
import { Subcommand } from '../../chat/asked/subcommand.decorator';
import type { SubcommandSpec } from '../../chat/asked/subcommand.types';
import { command } from '../../chat/words/commands';
import { ChangesService } from '../../domain/changes/changes.service';
import { DeploymentsService } from '../../domain/deployments/deployments.service';
import { DeploymentPast } from '../../domain/deployments/past.service';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { Clock } from '../../kernel/clock';
import { messageOf } from '../../kernel/message-of';
import type { Part } from '../../kernel/part';
import type { Difference } from '../../domain/deployments/rollback.types';
import { NothingToPromoteError, SameEnvironmentError } from './promote.errors';
import { promoteView, promotedView } from './promote.view';

const input = z.object({
  service: z.string({ error: 'Name the service whose image is to be promoted.' }),
  from: z.string({ error: 'Name the environment that the image runs in, and the one that it is to go to.' }),
  to: z.string({ error: 'Name the environment that the image is to go to.' }),
});

export const promoteSpec = {
  name: 'promote',
  summary: 'the image that runs in one environment, by digest, into another; copies nothing else',
  usage: ['promote <service> <from> <to>'],
  examples: ['promote primes-api staging prod', 'promote primes/primes-api staging prod'],
  right: 'operate',
  words: ['service', 'from', 'to'],
  input,
} satisfies SubcommandSpec;

@Controller()
export class PromoteCommand {
  constructor(
    private readonly services: ServiceDesk,
    private readonly deployments: DeploymentsService,
    private readonly past: DeploymentPast,
    private readonly changes: ChangesService,
    private readonly clock: Clock,
  ) {}

  /** Shown first, always: what differs between two environments nobody has in mind. */
  @Subcommand(promoteSpec)
  async run({ service, from, to }: z.output<typeof input>, invocation: Invocation): Promise<Outcome> {
    if (from.toLowerCase() === to.toLowerCase()) throw new SameEnvironmentError(from);
    const [source, target] = await Promise.all([this.service(service, from, to), this.service(service, to, to)]);
    const set = await this.deployments.setNow(source);
    const { main } = set;
    if (set.underWay || main.digest === undefined) throw new NothingToPromoteError(source, set.underWay?.version);
    const preview = await this.changes.preview('image', target, { image: main.digest, container: main.name });
    const now = this.clock.now();
    if (preview.judgement === 'same') return promotedView(set, preview);
    const [one, other] = [
      { ref: source, revision: set.revision },
      { ref: target, revision: preview.plan.plannedFrom },
    ];
    const differences = await this.past.between(other, one).catch((error: unknown): Part<Difference[]> => {
      return { unknown: messageOf(error) };
    });
    return promoteView(now, preview, { set, differences, asked: askedBy(invocation) });
  }

  private async service(service: string, env: string, to: string): Promise<ServiceRef> {
    const { ref } = await this.services.toLookAt({ service, env }, (meant) =>
      command('promote', { service: meant.service, from: meant.environment, to }),
    );
    return ref;
  }
}
