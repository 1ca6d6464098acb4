import { Injectable } from '@nestjs/common';
import { AccessService } from '../../domain/access/access.service';
import type { Actor } from '../../domain/access/access.types';
import { UserError } from '../../kernel/user-error';
import { command, written } from '../words/commands';
import { offer } from '../words/next-steps';
import { literal, typed } from '../words/text';
import { ChatOptions } from '../slack/chat.options';
import { SubcommandRegistry } from './subcommand.registry';
import type { SubcommandSpec } from './subcommand.types';
import { nearest } from './did-you-mean';
import { split } from './split';
import { readWords } from './words';

/** A command that can be run: its spec, and the input its schema made of the words. */
export interface Order {
  spec: SubcommandSpec;
  input: unknown;
}

/** Reads what a person typed. The only place that knows the grammar; it runs nothing itself. */
@Injectable()
export class Desk {
  constructor(
    private readonly registry: SubcommandRegistry,
    private readonly access: AccessService,
    private readonly options: ChatOptions,
  ) {}

  /**
   * Finds the command and reads its words; nothing typed is `help`. Throws a UserError with the answer to give at once:
   * a misspelt command (with what it may have meant), an unknown option, or words that do not fit.
   */
  read(text: string, actor: Actor): Order {
    const [name = 'help', ...words] = split(text);
    const spec = this.registry.find(name.toLowerCase());
    if (!spec) throw this.unknown(name, words, actor);
    return { spec, input: readWords(spec, words, this.options.command) };
  }

  private unknown(name: string, words: string[], actor: Actor): UserError {
    const allowed = this.registry.list().filter(({ right }) => this.access.may(actor, right));
    const near = nearest(
      name,
      allowed.map((spec) => spec.name),
    );
    const meant = near.map((candidate) => ({ typed: [candidate, ...words] }));
    // A command that changes something is shown in full, to be typed; only looking is a tap away from a typing error.
    const looking = meant.filter((_, index) => allowed.find((spec) => spec.name === near[index])?.right === 'look');
    return new UserError({
      what: `There is no command ${typed(name)}.`,
      next: meant.length
        ? `Did you mean ${meant.map((guess) => literal(`${this.options.command} ${written(guess)}`)).join(' or ')}?`
        : `Everything I can do is in ${literal(`${this.options.command} help`)}.`,
      steps: [...looking.map((guess) => offer(written(guess), guess)), offer('Help', command('help', {}))],
    });
  }
}
