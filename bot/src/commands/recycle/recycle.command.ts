import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { askedBy, ChangeDesk } from '../../chat/asked/change-desk';
import type { Invocation } from '../../chat/asked/invocation';
import type { Outcome } from '../../chat/asked/outcome';
import { Subcommand } from '../../chat/asked/subcommand.decorator';
import type { SubcommandSpec } from '../../chat/asked/subcommand.types';
import { NoServiceTaskError, NoTaskError } from '../../domain/tasks/tasks.errors';
import { TasksService } from '../../domain/tasks/tasks.service';
import { Clock } from '../../kernel/clock';
import { recycleView } from './recycle.view';

const input = z.object({
  task: z.string({ error: 'Name the task that is to be replaced: its first eight digits, as `tasks` shows them.' }),
  env: z.string().optional(),
});

export const recycleSpec = {
  name: 'recycle',
  summary: 'stops one task, so that ECS starts another in its place',
  usage: ['recycle <task>'],
  examples: ['recycle 0a1b2c3d', 'recycle 0a1b2c3d4e5f60718293a4b5c6d7e8f9'],
  right: 'operate',
  words: ['task'],
  input,
} satisfies SubcommandSpec;

@Controller()
export class RecycleCommand {
  constructor(
    private readonly tasks: TasksService,
    private readonly changes: ChangeDesk,
    private readonly clock: Clock,
  ) {}

  /** What is stopped is seen first, whole, whatever of its id was typed. */
  @Subcommand(recycleSpec)
  async run({ task: words, env }: z.output<typeof input>, invocation: Invocation): Promise<Outcome> {
    const task = await this.tasks.named(words, env);
    if (task === undefined) throw new NoTaskError(words);
    if (task.ref.service === '') throw new NoServiceTaskError(task);
    const { ref, id } = task;
    return this.changes.ask('recycle', { ref, wish: { task: id } }, invocation, {
      ask: (proposal) => recycleView(this.clock.now(), proposal, askedBy(invocation)),
    });
  }
}
