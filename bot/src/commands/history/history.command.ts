import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { parseDuration } from '../../chat/asked/duration';
import type { Invocation } from '../../chat/asked/invocation';
import type { Outcome } from '../../chat/asked/outcome';
import { ServiceDesk } from '../../chat/asked/service-desk';
import { Subcommand } from '../../chat/asked/subcommand.decorator';
import type { SubcommandSpec } from '../../chat/asked/subcommand.types';
import { command } from '../../chat/words/commands';
import { HistoryService } from '../../domain/history/history.service';
import { UnknownEnvironmentError } from '../../domain/services/services.errors';
import { ServicesService } from '../../domain/services/services.service';
import { Clock } from '../../kernel/clock';
import { historyView } from './history.view';
import { readPlace } from './place';

const input = z.object({
  service: z.string().optional(),
  before: z
    .string()
    .transform((words, context) => {
      const before = readPlace(words) ?? parseDuration(words);
      if (before !== undefined && before !== 0) return before;
      context.addIssue('How old it is at least is one number and its unit: like 30m, 2h or 7d.');
      return z.NEVER;
    })
    .optional(),
  ids: z.boolean().optional(),
  env: z.string().optional(),
});

export const historySpec = {
  name: 'history',
  summary: 'who did what to a service, or to any, when and with what result',
  usage: ['history [service] [--before 2d] [--ids]'],
  examples: ['history primes-api', 'history --before 2d'],
  right: 'look',
  words: ['service'],
  options: {
    before: { type: 'string', summary: 'only what is older than 30m, 2h or 7d' },
    ids: { type: 'boolean', summary: "each command's id, as my log and CloudTrail have it" },
  },
  input,
} satisfies SubcommandSpec;

@Controller()
export class HistoryCommand {
  constructor(
    private readonly desk: ServiceDesk,
    private readonly services: ServicesService,
    private readonly history: HistoryService,
    private readonly clock: Clock,
  ) {}

  @Subcommand(historySpec)
  async run(
    { service, before: asked, ids = false, env }: z.output<typeof input>,
    { actor }: Invocation,
  ): Promise<Outcome> {
    const now = this.clock.now();
    const before = typeof asked === 'number' ? { at: now - asked } : asked;
    const shown = { before, withIds: ids };
    if (service === undefined) {
      const environment = env === undefined ? undefined : this.environment(env);
      return historyView(now, { ...shown, environment, ...(await this.history.page(actor, { environment, before })) });
    }
    const { ref, guessed } = await this.desk.toLookAt({ service, env }, (meant) =>
      command('history', { service: meant }),
    );
    const page = await this.history.page(actor, { ref, before });
    return historyView(now, { ...shown, ref, ...page, took: guessed ? service : undefined });
  }

  private environment(asked: string): string {
    const known = this.services.environments().map(({ name }) => name);
    const found = known.find((name) => name.toLowerCase() === asked.toLowerCase());
    if (found === undefined) throw new UnknownEnvironmentError(asked, known);
    return found;
  }
}
