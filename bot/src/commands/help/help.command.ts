import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { ChatOptions } from '../../chat/slack/chat.options';
import { nearest } from '../../chat/asked/did-you-mean';
import type { Invocation } from '../../chat/asked/invocation';
import type { Outcome } from '../../chat/asked/outcome';
import { Subcommand } from '../../chat/asked/subcommand.decorator';
import { SubcommandRegistry } from '../../chat/asked/subcommand.registry';
import type { SubcommandSpec } from '../../chat/asked/subcommand.types';
import { command as commandOf } from '../../chat/words/commands';
import { offer } from '../../chat/words/next-steps';
import { literal, typed } from '../../chat/words/text';
import { AccessService } from '../../domain/access/access.service';
import { UserError } from '../../kernel/user-error';
import { commandHelpView, helpView } from './help.view';

const input = z.object({ command: z.string().toLowerCase().optional() });

export const helpSpec = {
  name: 'help',
  summary: 'what I can do, or how a command is written',
  usage: ['help [command]'],
  examples: ['help', 'help scale'],
  right: 'look',
  words: ['command'],
  input,
} satisfies SubcommandSpec;

@Controller()
export class HelpCommand {
  constructor(
    private readonly registry: SubcommandRegistry,
    private readonly access: AccessService,
    private readonly options: ChatOptions,
  ) {}

  @Subcommand(helpSpec)
  run({ command }: z.output<typeof input>, { actor }: Invocation): Outcome {
    const allowed = this.registry.list().filter(({ right }) => this.access.may(actor, right));
    if (command === undefined) return helpView(this.options.command, allowed);
    const spec = allowed.find(({ name }) => name === command);
    if (spec) return commandHelpView(this.options.command, spec);
    const near = nearest(
      command,
      allowed.map(({ name }) => name),
    );
    throw new UserError({
      what: `There is no command ${typed(command)} that you may use.`,
      next: near.length ? `Did you mean ${near.map(literal).join(' or ')}?` : 'Look at those you may use.',
      steps: [
        ...near.map((name) => offer(name, commandOf('help', { command: name }))),
        offer('Help', commandOf('help', {})),
      ],
    });
  }
}
