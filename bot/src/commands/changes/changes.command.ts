import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { parseDuration } from '../../chat/asked/duration';
import type { Invocation } from '../../chat/asked/invocation';
import type { Outcome } from '../../chat/asked/outcome';
import { ServiceDesk } from '../../chat/asked/service-desk';
import { span as spanSchema } from '../../chat/asked/span';
import { Subcommand } from '../../chat/asked/subcommand.decorator';
import type { SubcommandSpec } from '../../chat/asked/subcommand.types';
import { command } from '../../chat/words/commands';
import { LatelyService } from '../../domain/lately/lately.service';
import { Clock } from '../../kernel/clock';
import { changesView } from './changes.view';

const HOUR_MS = 3_600_000;
/** Longer ago is what `history` is for; CloudTrail itself tells no more than ninety days. */
const LONGEST_DAYS = 7;

const read = z.object({
  service: z.string().optional(),
  span: spanSchema(LONGEST_DAYS).optional(),
  env: z.string().optional(),
});

/** A length of time alone may stand in the place of a service. */
const input = z
  .object({ service: z.string().optional(), span: z.string().optional(), env: z.string().optional() })
  .transform((words): z.input<typeof read> => {
    const { service, span, ...rest } = words;
    const isSpan = span === undefined && service !== undefined && parseDuration(service) !== undefined;
    return isSpan ? { ...rest, span: service } : words;
  })
  .pipe(read);

export const changesSpec = {
  name: 'changes',
  summary: 'what changed lately, through me or not, and by whom',
  usage: ['changes [service] [1h]'],
  examples: ['changes', 'changes primes-api 6h'],
  right: 'look',
  words: ['service', 'span'],
  input,
} satisfies SubcommandSpec;

@Controller()
export class ChangesCommand {
  constructor(
    private readonly desk: ServiceDesk,
    private readonly lately: LatelyService,
    private readonly clock: Clock,
  ) {}

  @Subcommand(changesSpec)
  async run({ service, span = HOUR_MS, env }: z.output<typeof input>, { actor }: Invocation): Promise<Outcome> {
    const since = this.clock.now() - span;
    if (service === undefined) {
      const found = await this.lately.of(actor, { environment: env, since });
      return changesView(this.clock.now(), { ...found, span, environment: env });
    }
    const { ref, guessed } = await this.desk.toLookAt({ service, env }, (meant) =>
      command('changes', { service: meant }),
    );
    const found = await this.lately.of(actor, { ref, since });
    return changesView(this.clock.now(), { ...found, span, ref, took: guessed ? service : undefined });
  }
}
