import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { ServiceDesk } from '../../chat/asked/service-desk';
import type { Outcome } from '../../chat/asked/outcome';
import { span } from '../../chat/asked/span';
import { Subcommand } from '../../chat/asked/subcommand.decorator';
import type { SubcommandSpec } from '../../chat/asked/subcommand.types';
import { command } from '../../chat/words/commands';
import { ObservationsService } from '../../domain/observations/observations.service';
import { Clock } from '../../kernel/clock';
import { eventsView } from './events.view';
import { groupEvents } from './grouping';

const DEFAULT_GROUPS = 10;
const MOST_GROUPS = 50;
/** Further back than the newest hundred events of a service, which is all that ECS keeps, can be of use. */
const LONGEST_DAYS = 90;

const input = z.object({
  service: z.string({ error: 'Name the service whose events you want to see.' }),
  n: z
    .string()
    .transform((words) => (/^\d+$/.test(words) ? Number(words) : Number.NaN))
    .refine((n) => n >= 1 && n <= MOST_GROUPS, `The number of events is a whole number from 1 to ${MOST_GROUPS}.`)
    .optional(),
  since: span(LONGEST_DAYS).optional(),
  env: z.string().optional(),
});

export const eventsSpec = {
  name: 'events',
  summary: 'what ECS says about a service, newest first',
  usage: ['events <service> [n] [--since 1h]'],
  examples: ['events primes-api', 'events primes-api 20 --since 1h'],
  right: 'look',
  words: ['service', 'n'],
  options: { since: { type: 'string', summary: `only the last 45s, 30m, 2h or 7d, at most ${LONGEST_DAYS}d` } },
  input,
} satisfies SubcommandSpec;

@Controller()
export class EventsCommand {
  constructor(
    private readonly desk: ServiceDesk,
    private readonly observations: ObservationsService,
    private readonly clock: Clock,
  ) {}

  @Subcommand(eventsSpec)
  async run({ service, n = DEFAULT_GROUPS, since, env }: z.output<typeof input>): Promise<Outcome> {
    const { ref, guessed } = await this.desk.toLookAt({ service, env }, (meant) =>
      command('events', { service: meant }),
    );
    const now = this.clock.now();
    const events = await this.observations.events(ref, since === undefined ? {} : { since: now - since });
    const groups = groupEvents(events).slice(0, n);
    return eventsView(now, { ref, groups, span: since, took: guessed ? service : undefined });
  }
}
