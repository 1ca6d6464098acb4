import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { ServiceDesk } from '../../chat/asked/service-desk';
import type { Invocation } from '../../chat/asked/invocation';
import type { Outcome } from '../../chat/asked/outcome';
import { Subcommand } from '../../chat/asked/subcommand.decorator';
import type { SubcommandSpec } from '../../chat/asked/subcommand.types';
import { command } from '../../chat/words/commands';
import { AccessService } from '../../domain/access/access.service';
import { ServicesService } from '../../domain/services/services.service';
import { Clock } from '../../kernel/clock';
import { StatusReader } from './status.reader';
import { statusTableView } from './status.table.view';
import { statusView } from './status.view';

const input = z.object({ service: z.string().optional(), env: z.string().optional() });

export const statusSpec = {
  name: 'status',
  summary: 'how a service is, or all of them',
  usage: ['status [service]'],
  examples: ['status', 'status primes-api'],
  right: 'look',
  words: ['service'],
  input,
} satisfies SubcommandSpec;

@Controller()
export class StatusCommand {
  constructor(
    private readonly desk: ServiceDesk,
    private readonly services: ServicesService,
    private readonly reader: StatusReader,
    private readonly access: AccessService,
    private readonly clock: Clock,
  ) {}

  @Subcommand(statusSpec)
  async run({ service, env }: z.output<typeof input>, { actor }: Invocation): Promise<Outcome> {
    if (service === undefined) {
      const { refs, unread } = await this.services.survey(env === undefined ? {} : { environment: env });
      const lines = await this.reader.all(refs);
      return statusTableView(this.clock.now(), lines, unread);
    }
    const { ref, guessed } = await this.desk.toLookAt({ service, env }, (meant) =>
      command('status', { service: meant }),
    );
    const seen = await this.reader.one(ref);
    const may = { operate: this.access.may(actor, 'operate') };
    return statusView(this.clock.now(), seen, may, guessed ? service : undefined);
  }
}
