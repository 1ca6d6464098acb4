import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { askedBy, ChangeDesk } from '../../chat/asked/change-desk';
import { askView, proposalButton } from '../../chat/asked/change.view';
import type { Invocation } from '../../chat/asked/invocation';
import type { Outcome } from '../../chat/asked/outcome';
import { ServiceDesk } from '../../chat/asked/service-desk';
import { Subcommand } from '../../chat/asked/subcommand.decorator';
import type { SubcommandSpec } from '../../chat/asked/subcommand.types';
import { command } from '../../chat/words/commands';
import { serviceWords } from '../../domain/services/service-ref.types';
import type { ServiceRef } from '../../domain/services/service-ref.types';
import { Clock } from '../../kernel/clock';

const input = z.object({
  service: z.string({ error: 'Name the service whose job is to be run.' }),
  job: z.string({ error: 'Name the job that is to be run.' }),
  env: z.string().optional(),
});

export const runSpec = {
  name: 'run',
  summary: 'a job of the configuration, once, with the task definition, network and roles of a service',
  usage: ['run <service> <job>'],
  examples: ['run primes-api migrate', 'run primes/primes-api migrate'],
  right: 'run',
  words: ['service', 'job'],
  input,
} satisfies SubcommandSpec;

@Controller()
export class RunCommand {
  constructor(
    private readonly services: ServiceDesk,
    private readonly changes: ChangeDesk,
    private readonly clock: Clock,
  ) {}

  @Subcommand(runSpec)
  async run({ service, job, env }: z.output<typeof input>, invocation: Invocation): Promise<Outcome> {
    const wish = { job };
    const again = (ref: ServiceRef) => command('run', { service: ref, job });
    const target = await this.services.toChange({ service, env }, again);
    if (target.kind === 'guessed') {
      return this.changes.guess('run', { asked: service, refs: target.refs, wish, again }, invocation);
    }
    return this.changes.ask('run', { ref: target.ref, wish }, invocation, {
      ask: (proposal) => {
        const asked = askedBy(invocation);
        const label = `Run ${job} of ${serviceWords(proposal.ref)}`;
        return askView(this.clock.now(), proposal, asked, [proposalButton(proposal, { label, asked })]);
      },
    });
  }
}
