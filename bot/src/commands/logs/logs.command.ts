import { Controller } from '@nestjs/common';
import { z } from 'zod';
import type { Invocation } from '../../chat/asked/invocation';
import type { Outcome } from '../../chat/asked/outcome';
import { ServiceDesk } from '../../chat/asked/service-desk';
import { span } from '../../chat/asked/span';
import { Subcommand } from '../../chat/asked/subcommand.decorator';
import type { SubcommandSpec } from '../../chat/asked/subcommand.types';
import { PrivateFiles } from '../../chat/told/private-files';
import { command } from '../../chat/words/commands';
import { NoTaskError } from '../../domain/tasks/tasks.errors';
import { TasksService } from '../../domain/tasks/tasks.service';
import { Clock } from '../../kernel/clock';
import { UserError } from '../../kernel/user-error';
import { LogsReader } from './logs.reader';
import type { LogsAsked } from './logs.reader';
import { fileNote, logFile } from './log-file.view';
import { fits } from './log-lines.view';
import { logsView } from './logs.view';
import type { LogsShown } from './logs.view';

const DEFAULT_LINES = 50;
const MOST_LINES = 1000;
const MOST_LOOKED_FOR = 200;
/** Longer than anybody reads back in a chat. */
const LONGEST_DAYS = 30;

const input = z.object({
  service: z.string({ error: 'Name the service or the task whose log you want to see.' }),
  lines: z
    .string()
    .transform((words) => (/^\d+$/.test(words) ? Number(words) : Number.NaN))
    .refine((n) => n >= 1 && n <= MOST_LINES, `The number of lines is a whole number from 1 to ${MOST_LINES}.`)
    .optional(),
  grep: z.string().max(MOST_LOOKED_FOR, `What is looked for has at most ${MOST_LOOKED_FOR} characters.`).optional(),
  since: span(LONGEST_DAYS).optional(),
  // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
  container: z.string().max(255, 'The name of a container has at most 255 characters.').optional(),
  env: z.string().optional(),
});

export const logsSpec = {
  name: 'logs',
  summary: 'the last lines that a service or one of its tasks wrote, secrets masked',
  usage: ['logs <service or task> [--lines 50] [--grep x] [--since 10m] [--container c]'],
  examples: ['logs primes-api --grep error', 'logs 0a1b2c3d --lines 200'],
  right: 'look',
  words: ['service'],
  options: {
    lines: { type: 'string', summary: `how many, ${DEFAULT_LINES} by default and at most ${MOST_LINES}` },
    grep: { type: 'string', summary: 'only lines with this in them, in capitals or not' },
    since: { type: 'string', summary: `only the last 45s, 30m, 2h or 7d, at most ${LONGEST_DAYS}d` },
    container: { type: 'string', summary: 'of this container, where a task has several' },
  },
  input,
} satisfies SubcommandSpec;

@Controller()
export class LogsCommand {
  constructor(
    private readonly desk: ServiceDesk,
    private readonly tasks: TasksService,
    private readonly reader: LogsReader,
    private readonly files: PrivateFiles,
    private readonly clock: Clock,
  ) {}

  @Subcommand(logsSpec)
  async run(
    { service, env, lines = DEFAULT_LINES, ...asked }: z.output<typeof input>,
    invocation: Invocation,
  ): Promise<Outcome> {
    const wanted: LogsAsked = { ...asked, lines };
    const task = await this.tasks.named(service, env);
    if (task !== undefined) return this.shown(wanted, await this.reader.ofTask(task, wanted), invocation);
    const { ref, guessed } = await this.service({ service, env });
    const read = await this.reader.ofService(ref, wanted);
    return this.shown(wanted, { ...read, took: guessed ? service : undefined }, invocation);
  }

  /** What does not fit into a message is given as a file, too. */
  private async shown(asked: LogsAsked, read: LogsShown, { actor, said }: Invocation): Promise<Outcome> {
    const now = this.clock.now();
    if (fits(now, read)) return logsView(now, asked, read);
    const file = await this.files.give(actor.id, fileNote(read, said), logFile(now, read));
    return logsView(now, asked, { ...read, file });
  }

  private async service(asked: { service: string; env?: string | undefined }) {
    try {
      return await this.desk.toLookAt(asked, (meant) => command('logs', { service: meant }));
    } catch (error) {
      const isTask = error instanceof UserError && this.tasks.couldBe(asked.service);
      throw isTask ? new NoTaskError(asked.service) : error;
    }
  }
}
