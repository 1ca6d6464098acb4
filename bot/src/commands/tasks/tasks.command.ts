import { Controller } from '@nestjs/common';
import { z } from 'zod';
import type { Invocation } from '../../chat/asked/invocation';
import type { Outcome } from '../../chat/asked/outcome';
import { ServiceDesk } from '../../chat/asked/service-desk';
import { Subcommand } from '../../chat/asked/subcommand.decorator';
import type { SubcommandSpec } from '../../chat/asked/subcommand.types';
import { command } from '../../chat/words/commands';
import { AccessService } from '../../domain/access/access.service';
import { TasksService } from '../../domain/tasks/tasks.service';
import { Clock } from '../../kernel/clock';
import { tasksView } from './tasks.view';

const input = z.object({
  service: z.string({ error: 'Name the service whose tasks you want to see.' }),
  env: z.string().optional(),
});

export const tasksSpec = {
  name: 'tasks',
  summary: 'each task of a service, and those that stopped lately and why',
  usage: ['tasks <service>'],
  examples: ['tasks primes-api', 'tasks primes/primes-api'],
  right: 'look',
  words: ['service'],
  input,
} satisfies SubcommandSpec;

@Controller()
export class TasksCommand {
  constructor(
    private readonly desk: ServiceDesk,
    private readonly tasks: TasksService,
    private readonly access: AccessService,
    private readonly clock: Clock,
  ) {}

  @Subcommand(tasksSpec)
  async run({ service, env }: z.output<typeof input>, { actor }: Invocation): Promise<Outcome> {
    const { ref, guessed } = await this.desk.toLookAt({ service, env }, (meant) =>
      command('tasks', { service: meant }),
    );
    const seen = await this.tasks.of(ref);
    const may = { operate: this.access.may(actor, 'operate', ref) };
    return tasksView(this.clock.now(), { ...seen, took: guessed ? service : undefined }, may);
  }
}
